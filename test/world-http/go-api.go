// An API behind the documentation's handler, on the port that it is given; below /unreachable a Latchkey that is not there.
package main

import (
	"encoding/json"
	"net/http"
	"os"

	"api.example/latchkey"
)

func main() {
	caller := http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		json.NewEncoder(response).Encode(latchkey.CallerOf(request))
	})
	for path, url := range map[string]string{"/reports/": os.Getenv("LATCHKEY_URL"), "/unreachable/": "http://127.0.0.1:9"} {
		guard := latchkey.Guard{URL: url, Token: os.Getenv("LATCHKEY_TOKEN")}
		http.Handle(path, guard.Require("reports:read", caller))
	}
	if err := http.ListenAndServe("127.0.0.1:"+os.Args[1], nil); err != nil {
		panic(err)
	}
}
