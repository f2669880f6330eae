"""Go's text/template: a lexer, a parser and an evaluator, with Go's errors.

>>> from dockctl.gotemplate.template import Template
>>> Template('{{range .}}{{printf "%03d" .}} {{end}}').render([1, 2])
'001 002 '

Written because PyPI's implementations are bindings that need a Go compiler, or in planning (gotpl 0.1).
The language: https://pkg.go.dev/text/template. Values are None, bool, int, float, str, list, dict, and
objects whose public attributes and methods begin with a capital letter, as a Go struct's do.
"""
