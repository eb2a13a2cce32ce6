// Package webhook verifies webhooks of WatchTraderHub with the standard library alone. Your endpoint:
//
//	func handle(w http.ResponseWriter, r *http.Request) {
//		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
//		if err != nil {
//			http.Error(w, "body_too_large", http.StatusRequestEntityTooLarge)
//			return
//		}
//		secrets := []string{os.Getenv("WTH_WEBHOOK_SECRET")}
//		if _, err := webhook.Verify(body, r.Header.Get("X-WTH-Signature"), secrets, time.Now(), 300); err != nil {
//			http.Error(w, err.Error(), http.StatusBadRequest)
//			return
//		}
//		w.WriteHeader(http.StatusNoContent)
//	}
package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// Why a webhook must not be trusted. Answer 400.
var (
	ErrWeakSecret      = errors.New("weak_secret")
	ErrMissingHeader   = errors.New("missing_header")
	ErrMalformedHeader = errors.New("malformed_header")
	ErrTooOld          = errors.New("timestamp_too_old")
	ErrTooNew          = errors.New("timestamp_too_new")
	ErrNoMatch         = errors.New("no_match")
)

// Verify returns the index of the secret that fits.
//
// The body is the raw one, byte for byte as it came; the header is the value of X-WTH-Signature; the secrets are the
// signing secret, and during a rotation the new and the old one; the tolerance is in seconds.
func Verify(body []byte, header string, secrets []string, now time.Time, tolerance int64) (int, error) {
	for _, secret := range secrets {
		// An unset variable must not become an empty key, which anybody could sign with.
		if len(secret) < 32 {
			return 0, ErrWeakSecret
		}
	}
	if header == "" {
		return 0, ErrMissingHeader
	}
	signedAt, signatures, err := parse(header)
	if err != nil {
		return 0, err
	}
	seconds, err := strconv.ParseInt(signedAt, 10, 64)
	if err != nil {
		return 0, ErrMalformedHeader
	}
	age := now.Unix() - seconds
	if age > tolerance {
		return 0, ErrTooOld
	}
	if -age > tolerance {
		return 0, ErrTooNew
	}
	for index, secret := range secrets {
		// The key is the whole secret, whsec_ included.
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte(signedAt + "."))
		mac.Write(body)
		expected := []byte(hex.EncodeToString(mac.Sum(nil)))
		matched := false
		for _, signature := range signatures {
			matched = hmac.Equal(expected, []byte(signature)) || matched
		}
		if matched {
			return index, nil
		}
	}
	return 0, ErrNoMatch
}

// parse returns the time as it was signed, and the well-formed signatures.
func parse(header string) (string, []string, error) {
	var times, signatures []string
	count := 0
	for _, element := range strings.Split(header, ",") {
		element = strings.Trim(element, " \t")
		if strings.HasPrefix(element, "t=") {
			times = append(times, element[len("t="):])
		}
		if strings.HasPrefix(element, "v1=") {
			count++
			value := element[len("v1="):]
			if len(value) == 64 && strings.Trim(value, "0123456789abcdef") == "" {
				signatures = append(signatures, value)
			}
		}
	}
	if len(times) != 1 || times[0] == "" || len(times[0]) > 15 || strings.Trim(times[0], "0123456789") != "" ||
		len(signatures) == 0 || count > 16 {
		return "", nil, ErrMalformedHeader
	}
	return times[0], signatures, nil
}
