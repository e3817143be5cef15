// An API behind the documentation's handler. Usage: api PORT
package main

import (
	"encoding/json"
	"net/http"
	"os"

	"api.example/latchkey"
)

func main() {
	guard := latchkey.Guard{URL: os.Getenv("LATCHKEY_URL"), Token: os.Getenv("LATCHKEY_TOKEN")}
	reports := func(response http.ResponseWriter, request *http.Request) {
		json.NewEncoder(response).Encode(latchkey.CallerOf(request))
	}
	http.Handle("/reports/", guard.Require("reports:read", http.HandlerFunc(reports)))
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[1], nil))
}
