// Applies templates to data as the docker CLI does: a line of JSON each, on stdin and on stdout.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type State struct {
	Status  string
	Pid     int
	Size    int64
	Running bool
	Health  *Health
	Load    float64
	Limit   *int64
	Extra   any
	Mode    NetworkMode
}

type Health struct {
	Status string
	Log    []string
}

type Part struct {
	Name  string
	Words []string
}

type Unsigned struct {
	Port uint16
	Mask uint64
}

type NetworkMode string

func (mode NetworkMode) IsHost() bool { return mode == "host" }

func (mode NetworkMode) Has(word string, number int) bool {
	return strings.Contains(string(mode), word) && number > 0
}

type Port string

func (port Port) Port() string { return strings.SplitN(string(port), "/", 2)[0] }

type Row struct {
	part  Part
	State    State
	Parts []Part
	Part
	Unsigned Unsigned
	Words    []string
	Labels   map[string]string
	Ports    map[Port][]Part
	Empty    []string
	Nothing  map[string]string
	Any      any
	Data     map[string]any
	List     []any
	Bytes    []byte
}

func (row *Row) Label(name string) string { return row.Labels[name] }

func (row *Row) Pointer() *State { return &row.State }

func row() *Row {
	return &Row{
		State: State{
			Status: "running", Pid: 4711, Size: 1 << 40, Running: true, Health: nil, Load: 0.25, Limit: nil,
			Extra: nil, Mode: "host",
		},
		Parts:    []Part{{"one", []string{"a", "b"}}, {"two", nil}},
		Part:     Part{"inner", []string{"x"}},
		Unsigned: Unsigned{8080, 1 << 63},
		Words:    []string{"alpha", "beta", "gamma\tdelta"},
		Labels:   map[string]string{"b": "2", "a": "1", "com.x/y": ""},
		Ports:    map[Port][]Part{"80/tcp": {{"eighty", nil}}, "53/udp": nil},
		Any:      3.5,
		Data:     map[string]any{"n": nil, "f": 2.0, "i": 3, "s": "text", "l": []any{1.0, nil, "z"}, "m": map[string]any{"k": "v"}},
		List:     []any{nil, true, 1e21, "half\xc3", 7, map[string]any{"deep": []any{}}},
		Bytes:    []byte("bytes"),
	}
}

var functions = template.FuncMap{
	"json": func(value any) string {
		buffer := &bytes.Buffer{}
		encoder := json.NewEncoder(buffer)
		encoder.SetEscapeHTML(false)
		if failure := encoder.Encode(value); failure != nil {
			panic(failure)
		}
		return strings.TrimSpace(buffer.String())
	},
	"split": strings.Split,
	"join":  strings.Join,
	"title": strings.Title,
	"lower": strings.ToLower,
	"upper": strings.ToUpper,
	"pad": func(text string, before, after int) string {
		if text == "" {
			return text
		}
		return strings.Repeat(" ", before) + text + strings.Repeat(" ", after)
	},
	"truncate": func(text string, length int) string {
		if len(text) < length {
			return text
		}
		return text[:length]
	},
}

type question struct {
	Source string // in base64: a source can be any bytes
	Data   json.RawMessage
	Strict bool
}

type answer struct {
	Output string // in base64
	Error  string // in base64
	Parsed bool
}

func apply(asked question) (given answer) {
	var output bytes.Buffer
	source, _ := base64.StdEncoding.DecodeString(asked.Source)
	defer func() {
		if failure := recover(); failure != nil {
			given.Error = "panic: " + fmt.Sprint(failure)
		}
		given.Output = base64.StdEncoding.EncodeToString(output.Bytes())
		given.Error = base64.StdEncoding.EncodeToString([]byte(given.Error))
	}()
	parsed, failure := template.New("").Funcs(functions).Parse(string(source))
	if failure != nil {
		given.Error = failure.Error()
		return
	}
	given.Parsed = true
	if asked.Strict {
		parsed.Option("missingkey=error")
	}
	var data any = row()
	if asked.Data != nil {
		decoder := json.NewDecoder(bytes.NewReader(asked.Data))
		decoder.UseNumber()
		data = nil
		decoder.Decode(&data)
	}
	if failure := parsed.Execute(&output, data); failure != nil {
		given.Error = failure.Error()
	}
	return
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	for lines.Scan() {
		var asked question
		if failure := json.Unmarshal(lines.Bytes(), &asked); failure != nil {
			fmt.Fprintln(os.Stderr, failure)
			os.Exit(1)
		}
		encoder.Encode(apply(asked))
	}
}
