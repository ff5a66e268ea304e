// SPDX-License-Identifier: GPL-3.0-or-later

// What soak.sh runs: a slurmrestd whose nodes change with each poll, and clients of the daemon. With --serve it prints
// its port first; with --load it asks the daemon for so long and prints what came of it.
//
//	soak --serve NODES
//	soak --load URL SECONDS CLIENTS
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

// The mean pause of a client between two requests.
const pause = 200 * time.Millisecond

func number(text string) int {
	value, err := strconv.Atoi(text)
	if err != nil {
		fmt.Fprintln(os.Stderr, "expected a number, got "+text)
		os.Exit(2)
	}
	return value
}

func serve(nodes int) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	panic(http.Serve(listener, &slurm{nodes: nodes}))
}

func load(url string, seconds, clients int) {
	var counts counts
	var all sync.WaitGroup
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	for i := 0; i < clients; i++ {
		all.Add(1)
		go func(client *client) {
			defer all.Done()
			client.run(end)
		}(newClient(url, i, pause, &counts))
	}
	all.Wait()
	fmt.Printf("requests: %d, of these 304: %d, 401 as expected: %d, failed: %d; connections renewed: %d\n",
		counts.requests.Load(), counts.notModified.Load(), counts.refused.Load(), counts.failed.Load(),
		counts.connections.Load())
	if counts.failed.Load() > 0 {
		os.Exit(1)
	}
}

func main() {
	switch {
	case len(os.Args) == 3 && os.Args[1] == "--serve":
		serve(number(os.Args[2]))
	case len(os.Args) == 5 && os.Args[1] == "--load":
		load(os.Args[2], number(os.Args[3]), number(os.Args[4]))
	default:
		fmt.Fprintln(os.Stderr, "usage: soak --serve NODES | soak --load URL SECONDS CLIENTS")
		os.Exit(2)
	}
}
