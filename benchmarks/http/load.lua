wrk.method = "POST"
wrk.body = '{"name":"tea","cups":3,"sugar":true,"tags":["hot","black"]}'
wrk.headers["Content-Type"] = "application/json"

-- One line: microseconds of the median and of the 99th percentile, requests a second, failed requests.
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("%d %d %.0f %d\n", latency:percentile(50), latency:percentile(99),
    summary.requests / summary.duration * 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
