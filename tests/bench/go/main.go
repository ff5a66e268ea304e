// SPDX-License-Identifier: GPL-3.0-or-later

// What the daemon does in one poll, written in Go with encoding/json, to compare CPU times: reads a node list
// from a URL or a file, decodes it, builds the targets of five jobs (labels partition, state and architecture), and
// prints their size. Run it under /usr/bin/time, which tells user and system time.
//
//	go build -o poll-go main.go && /usr/bin/time ./poll-go nodes.json
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
)

type number struct {
	Set      bool  `json:"set"`
	Infinite bool  `json:"infinite"`
	Number   int64 `json:"number"`
}

type node struct {
	Name            string   `json:"name"`
	Hostname        string   `json:"hostname"`
	Address         string   `json:"address"`
	Architecture    string   `json:"architecture"`
	Partitions      []string `json:"partitions"`
	State           []string `json:"state"`
	Features        []string `json:"features"`
	ActiveFeatures  []string `json:"active_features"`
	Gres            string   `json:"gres"`
	OperatingSystem string   `json:"operating_system"`
	Version         string   `json:"version"`
	Owner           string   `json:"owner"`
	McsLabel        string   `json:"mcs_label"`
	Comment         string   `json:"comment"`
	Extra           string   `json:"extra"`
	Reservation     string   `json:"reservation"`
	InstanceID      string   `json:"instance_id"`
	InstanceType    string   `json:"instance_type"`
	Reason          string   `json:"reason"`
	Topology        string   `json:"topology"`
	Cpus            int64    `json:"cpus"`
	Boards          int64    `json:"boards"`
	Sockets         int64    `json:"sockets"`
	Cores           int64    `json:"cores"`
	Threads         int64    `json:"threads"`
	RealMemory      int64    `json:"real_memory"`
	Weight          int64    `json:"weight"`
	BootTime        number   `json:"boot_time"`
}

type answer struct {
	Nodes  []node            `json:"nodes"`
	Errors []json.RawMessage `json:"errors"`
	Meta   struct {
		Slurm struct {
			Release string `json:"release"`
			Cluster string `json:"cluster"`
		} `json:"slurm"`
	} `json:"meta"`
}

type group struct {
	Targets []string          `json:"targets"`
	Labels  map[string]string `json:"labels"`
}

type key struct{ partition, state, architecture string }

var classes = []struct{ state, class string }{
	{"FUTURE", "future"}, {"DYNAMIC_FUTURE", "future"}, {"POWERED_DOWN", "powered_down"},
	{"POWERING_DOWN", "powered_down"}, {"POWERING_UP", "powering_up"}, {"MAINTENANCE", "maintenance"},
	{"REBOOT_ISSUED", "maintenance"}, {"DOWN", "down"}, {"ERROR", "down"}, {"FAIL", "down"},
	{"NOT_RESPONDING", "down"}, {"INVALID_REG", "down"}, {"DRAIN", "drained"}, {"UNKNOWN", "unknown"}, {"INVALID", "unknown"},
}

func classify(states []string) string {
	for _, rule := range classes {
		for _, state := range states {
			if state == rule.state {
				return rule.class
			}
		}
	}
	return "active"
}

// lessNaturally orders n2 before n10.
func lessNaturally(a, b string) bool {
	left, right := strings.TrimRight(a, "0123456789"), strings.TrimRight(b, "0123456789")
	if left != right {
		return left < right
	}
	m, _ := strconv.Atoi(a[len(left):])
	n, _ := strconv.Atoi(b[len(right):])
	return m < n
}

func build(nodes []node, port int) []group {
	byKey := map[key]*group{}
	for i := range nodes {
		n := &nodes[i]
		for _, partition := range n.Partitions {
			k := key{partition, classify(n.State), n.Architecture}
			g := byKey[k]
			if g == nil {
				g = &group{Labels: map[string]string{"__meta_slurm_partition": k.partition,
					"__meta_state": k.state, "__meta_architecture": k.architecture}}
				byKey[k] = g
			}
			g.Targets = append(g.Targets, fmt.Sprintf("%s:%d", n.Address, port))
		}
	}
	keys := make([]key, 0, len(byKey))
	for k := range byKey {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return fmt.Sprint(keys[i]) < fmt.Sprint(keys[j])
	})
	groups := make([]group, 0, len(keys))
	for _, k := range keys {
		groups = append(groups, *byKey[k])
	}
	return groups
}

func open(source string) (io.ReadCloser, error) {
	if !strings.HasPrefix(source, "http://") {
		return os.Open(source)
	}
	reply, err := http.Get(source)
	if err != nil {
		return nil, err
	}
	return reply.Body, nil
}

func run(source string) error {
	body, err := open(source)
	if err != nil {
		return err
	}
	defer body.Close()
	var a answer
	if err := json.NewDecoder(bufio.NewReaderSize(body, 1<<16)).Decode(&a); err != nil {
		return err
	}
	sort.SliceStable(a.Nodes, func(i, j int) bool { return lessNaturally(a.Nodes[i].Name, a.Nodes[j].Name) })
	total := 0
	for _, port := range []int{9100, 9290, 9401, 9256, 9169} {
		text, err := json.Marshal(build(a.Nodes, port))
		if err != nil {
			return err
		}
		total += len(text)
	}
	fmt.Printf("%d nodes, %d bytes of targets\n", len(a.Nodes), total)
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: poll-go URL|FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
