// A receiver as one writes it with net/http: reads the body, checks its HMAC, appends a JSON line, then answers.
//
//	go_logger ADDRESS FILE    (the secret is in BFL_WEBHOOK_SECRET)
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

type record struct {
	At       time.Time   `json:"at"`
	Peer     string      `json:"peer"`
	Method   string      `json:"method"`
	Target   string      `json:"target"`
	Headers  http.Header `json:"headers"`
	Body     string      `json:"body"`
	Verified bool        `json:"verified"`
}

func verified(secret []byte, body []byte, header string) bool {
	signature, err := hex.DecodeString(strings.TrimPrefix(header, "sha256="))
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	return err == nil && hmac.Equal(signature, mac.Sum(nil))
}

func main() {
	secret := []byte(os.Getenv("BFL_WEBHOOK_SECRET"))
	file, err := os.OpenFile(os.Args[2], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		log.Fatal(err)
	}
	var mutex sync.Mutex
	log.Fatal(http.ListenAndServe(os.Args[1], http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 25<<20))
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		line, _ := json.Marshal(record{time.Now(), r.RemoteAddr, r.Method, r.RequestURI, r.Header, string(body),
			verified(secret, body, r.Header.Get("X-BFL-Signature"))})
		mutex.Lock()
		_, err = file.Write(append(line, '\n'))
		mutex.Unlock()
		if err != nil {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})))
}
