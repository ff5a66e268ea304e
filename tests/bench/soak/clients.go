// SPDX-License-Identifier: GPL-3.0-or-later
package main

import (
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"
)

// The requests of all clients so far.
type counts struct {
	requests, notModified, refused, failed, connections atomic.Int64
}

// One client, with a connection of its own, that it renews now and then: sometimes between two requests, sometimes
// by asking the server to close it.
type client struct {
	url       string
	http      *http.Client
	random    *rand.Rand
	pause     time.Duration
	forgets   bool              // its name and password, now and then
	etags     map[string]string // by path
	lastEvent int
	counts    *counts
}

func newClient(url string, number int, pause time.Duration, counts *counts) *client {
	transport := &http.Transport{MaxIdleConnsPerHost: 1, DisableCompression: true}
	return &client{url: url, http: &http.Client{Transport: transport, Timeout: 10 * time.Second},
		random: rand.New(rand.NewSource(int64(number))), pause: pause, forgets: number%2 == 1,
		etags: map[string]string{}, counts: counts}
}

func (c *client) run(end time.Time) {
	for time.Now().Before(end) {
		c.ask()
		if c.random.Intn(20) == 0 {
			c.http.CloseIdleConnections()
			c.counts.connections.Add(1)
		}
		time.Sleep(time.Duration(c.random.Int63n(int64(2 * c.pause))))
	}
}

func (c *client) ask() {
	paths := []string{"/targets?prom_job=node", "/targets", "/targets?prom_job=ipmi&state=down", "/metrics",
		"/api/v1/status", "/api/v1/nodes", "/api/v1/explain?node=n0", "/"}
	path := paths[c.random.Intn(len(paths))]
	if c.random.Intn(8) == 0 {
		path = fmt.Sprintf("/api/v1/events?after=%d", c.lastEvent)
		c.lastEvent += 1000
	}
	request, _ := http.NewRequest("GET", c.url+path, nil)
	request.Close = c.random.Intn(50) == 0
	expected := http.StatusOK
	if c.forgets && c.random.Intn(10) == 0 {
		expected = http.StatusUnauthorized
	} else {
		request.SetBasicAuth("soak", "soak")
	}
	if etag := c.etags[path]; etag != "" && c.random.Intn(2) == 0 {
		request.Header.Set("If-None-Match", etag)
	}
	c.send(request, path, expected)
}

func (c *client) send(request *http.Request, path string, expected int) {
	c.counts.requests.Add(1)
	reply, err := c.http.Do(request)
	if err == nil {
		_, err = io.Copy(io.Discard, reply.Body)
		reply.Body.Close()
	}
	switch {
	case err != nil:
		c.fail(path, err.Error())
	case reply.StatusCode == http.StatusNotModified && request.Header.Get("If-None-Match") != "":
		c.counts.notModified.Add(1)
	case reply.StatusCode != expected:
		c.fail(path, reply.Status)
	case expected == http.StatusUnauthorized:
		c.counts.refused.Add(1)
	default:
		if !strings.HasPrefix(path, "/api/v1/events") {
			c.etags[path] = reply.Header.Get("ETag")
		}
	}
}

func (c *client) fail(path, what string) {
	if c.counts.failed.Add(1) <= 20 {
		fmt.Fprintln(os.Stderr, path+": "+what)
	}
}
