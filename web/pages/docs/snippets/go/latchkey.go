// Package latchkey asks Latchkey about every request (RFC 7662).
//
//	guard := latchkey.Guard{URL: "https://latchkey.example.com", Token: os.Getenv("LATCHKEY_TOKEN")}
//	http.Handle("/reports/", guard.Require("reports:read", reports))
package latchkey

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Caller is whom a token speaks for.
type Caller struct {
	Active         bool     `json:"active"`
	ID             string   `json:"sub"`
	Username       string   `json:"username"`
	Scope          string   `json:"scope"`
	OrganizationID string   `json:"organization_id"`
	Groups         []string `json:"visibility_groups"`
}

// Guard holds a token of yours with the permission tokens.introspect.
type Guard struct {
	URL, Token string
}

type key struct{}

// CallerOf is who calls, behind Require.
func CallerOf(request *http.Request) Caller {
	caller, _ := request.Context().Value(key{}).(Caller)
	return caller
}

var client = http.Client{Timeout: 5 * time.Second}

// Require lets in whose token holds and has the permission; "" asks for none.
func (guard Guard) Require(permission string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		refuse := func(status int, words, challenge string) {
			if challenge != "" {
				response.Header().Set("WWW-Authenticate", challenge)
			}
			http.Error(response, words, status)
		}
		scheme, token, _ := strings.Cut(request.Header.Get("Authorization"), " ")
		token = strings.TrimSpace(token)
		if !strings.EqualFold(scheme, "Bearer") || token == "" {
			refuse(http.StatusUnauthorized, "Present a token.", "Bearer")
			return
		}
		caller, err := guard.introspect(request, token)
		switch {
		case err != nil:
			response.Header().Set("Retry-After", "5")
			refuse(http.StatusServiceUnavailable, "Tokens cannot be checked right now.", "")
		case !caller.Active:
			refuse(http.StatusUnauthorized, "This token is not valid.", `Bearer error="invalid_token"`)
		case permission != "" && !caller.may(permission):
			refuse(http.StatusForbidden, "This needs the permission "+permission+".",
				`Bearer error="insufficient_scope", scope="`+permission+`"`)
		default:
			next.ServeHTTP(response, request.WithContext(context.WithValue(request.Context(), key{}, caller)))
		}
	})
}

func (caller Caller) may(permission string) bool {
	for _, held := range strings.Fields(caller.Scope) {
		if held == permission {
			return true
		}
	}
	return false
}

// Not cached: a token that was revoked a moment ago is refused now.
func (guard Guard) introspect(request *http.Request, token string) (caller Caller, err error) {
	form := url.Values{"token": {token}, "method": {request.Method}, "path": {request.URL.EscapedPath()}}
	question, err := http.NewRequestWithContext(request.Context(), http.MethodPost,
		guard.URL+"/oauth/introspect", strings.NewReader(form.Encode()))
	if err != nil {
		return caller, err
	}
	question.Header.Set("Authorization", "Bearer "+guard.Token)
	question.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := client.Do(question)
	if err != nil {
		return caller, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return caller, errors.New("latchkey answered " + answer.Status)
	}
	return caller, json.NewDecoder(answer.Body).Decode(&caller)
}
