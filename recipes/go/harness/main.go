// Answers the cases on standard input with the recipe for Go.
package main

import (
	"encoding/json"
	"os"
	"time"

	"watchtraderhub/webhook"
)

type testCase struct {
	Body      []byte   `json:"body"`
	Header    string   `json:"header"`
	Secrets   []string `json:"secrets"`
	Now       int64    `json:"now"`
	Tolerance int64    `json:"tolerance"`
}

func main() {
	var cases []testCase
	if err := json.NewDecoder(os.Stdin).Decode(&cases); err != nil {
		panic(err)
	}
	answers := []map[string]any{}
	for _, one := range cases {
		index, err := webhook.Verify(one.Body, one.Header, one.Secrets, time.Unix(one.Now, 0), one.Tolerance)
		if err != nil {
			answers = append(answers, map[string]any{"code": err.Error()})
		} else {
			answers = append(answers, map[string]any{"index": index})
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}
