// SPDX-License-Identifier: GPL-3.0-or-later
package main

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"sync"
)

// A slurmrestd whose cluster is another one at each poll: every twentieth node fails, with a reason that was never
// there before, those of the last poll recover, and every fiftieth but n0 is missing. Less than the 1,000 changes that the
// daemon would tell in one event. Reasons keep their length from poll to poll: with one digit more in each, the log of
// events would grow, and look like a leak.
type slurm struct {
	nodes int
	polls int
	mutex sync.Mutex
	body  bytes.Buffer
}

func (s *slurm) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.polls++
	s.write(s.polls)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(s.body.Len()))
	w.Write(s.body.Bytes())
}

func (s *slurm) write(poll int) {
	s.body.Reset()
	s.body.WriteString(`{"meta": {"slurm": {"release": "25.11.0", "cluster": "soak"}}, "errors": [], "nodes": [`)
	separator := ""
	for i := 0; i < s.nodes; i++ {
		if i > 0 && i%50 == poll%50 {
			continue
		}
		state, reason := `"IDLE"`, ""
		if i%20 == poll%20 {
			state, reason = `"DOWN", "DRAIN"`, fmt.Sprintf("node %d failed at poll %06d", i, poll)
		}
		fmt.Fprintf(&s.body, `%s
 {"name": "n%d", "hostname": "n%d", "address": "10.%d.%d.%d", "architecture": "x86_64", "cpus": 64, "boards": 1,
  "sockets": 2, "cores": 32, "threads": 1, "real_memory": 256000, "weight": 1, "version": "25.11.0",
  "operating_system": "Linux 6.1.0", "gres": "gpu:a100:4(S:0-1)", "features": ["a100", "rack%d"],
  "active_features": ["a100", "rack%d"], "partitions": ["batch", "p%d"], "state": [%s], "reason": "%s",
  "boot_time": {"set": true, "infinite": false, "number": 1790000000}, "cpu_load": %d, "free_mem": {"set": true,
  "infinite": false, "number": %d}, "tres": "cpu=64,mem=250G,billing=64", "comment": "", "extra": ""}`,
			separator, i, i, i>>16, i>>8&255, i&255, i/40, i/40, i%8, state, reason, poll*i%6400, poll*i%256000)
		separator = ","
	}
	s.body.WriteString("\n]}\n")
}
