// SPDX-License-Identifier: GPL-3.0-or-later

// What the daemon does in one poll of jobs, written in Go with encoding/json, to compare CPU times: reads a list of
// jobs from a file, decodes the same fields, and builds the targets of those that ask for some in their comment, a
// group each, as a job of role job with the default labels does. Prints its CPU time.
//
//	go build -o jobs-go main.go && ./jobs-go jobs.json
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"syscall"
)

type number struct {
	Set      bool  `json:"set"`
	Infinite bool  `json:"infinite"`
	Number   int64 `json:"number"`
}

type job struct {
	ID           int64    `json:"job_id"`
	ArrayJobID   number   `json:"array_job_id"`
	ArrayTaskID  number   `json:"array_task_id"`
	HetJobID     number   `json:"het_job_id"`
	HetJobOffset number   `json:"het_job_offset"`
	UserID       int64    `json:"user_id"`
	StartTime    number   `json:"start_time"`
	Name         string   `json:"name"`
	User         string   `json:"user_name"`
	Account      string   `json:"account"`
	Partition    string   `json:"partition"`
	Qos          string   `json:"qos"`
	Features     string   `json:"features"`
	State        []string `json:"job_state"`
	Nodes        string   `json:"nodes"`
	Comment      string   `json:"comment"`
	AdminComment string   `json:"admin_comment"`
	Extra        string   `json:"extra"`
	GresDetail   []string `json:"gres_detail"`
}

type answer struct {
	Jobs       []job             `json:"jobs"`
	Errors     []json.RawMessage `json:"errors"`
	LastUpdate number            `json:"last_update"`
	Meta       struct {
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

// firstNode of "n7" or "n[7-10]".
func firstNode(hostlist string) string {
	prefix, rest, isList := strings.Cut(hostlist, "[")
	if !isList {
		return prefix
	}
	return prefix + rest[:strings.IndexAny(rest, "-,]")]
}

// build gives the groups of jobs that run and are annotated.
func build(jobs []job) []group {
	groups := []group{}
	for i := range jobs {
		j := &jobs[i]
		if len(j.State) != 1 || j.State[0] != "RUNNING" {
			continue
		}
		given := map[string]string{}
		for _, word := range strings.Fields(j.Comment) {
			if name, value, found := strings.Cut(strings.TrimPrefix(word, "prometheus.io/"), "="); found {
				given[name] = value
			}
		}
		if port, err := strconv.Atoi(given["port"]); err != nil || port < 1024 || port > 65535 {
			continue
		}
		node := firstNode(j.Nodes)
		labels := map[string]string{"__meta_slurm_job_id": strconv.FormatInt(j.ID, 10), "__meta_slurm_job_name": j.Name,
			"__meta_slurm_job_user": j.User, "__meta_slurm_job_account": j.Account,
			"__meta_slurm_job_partition": j.Partition, "__meta_slurm_job_node": node}
		if given["path"] != "" {
			labels["__metrics_path__"] = given["path"]
		}
		groups = append(groups, group{[]string{node + ":" + given["port"]}, labels})
	}
	return groups
}

func run(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var a answer
	if err := json.NewDecoder(bufio.NewReaderSize(file, 1<<16)).Decode(&a); err != nil {
		return err
	}
	sort.Slice(a.Jobs, func(i, j int) bool { return a.Jobs[i].ID < a.Jobs[j].ID })
	groups := build(a.Jobs)
	text, err := json.Marshal(groups)
	if err != nil {
		return err
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return err
	}
	cpu := float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
	fmt.Printf("%.3f s CPU, %d jobs, %d groups, %d bytes of targets\n", cpu, len(a.Jobs), len(groups), len(text))
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: jobs-go FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
