# A function that does what its event says: it runs a program, or ends itself.
def finish(how)
  exit!(how.to_i) if how.match?(/\A\d+\z/)
  Process.kill(how, Process.pid)
  sleep
end

finish(ENV['AT_INIT']) if ENV['AT_INIT']

def handler(event:, context:)
  act, what = event.split
  case act
  when 'run' then return `sh /var/task/run #{what}`
  when 'end' then finish(what)
  when 'later' then Thread.new { sleep 0.05; finish(what) }
  when 'deaf'
    %w[TERM INT HUP QUIT USR1].each { |signal| trap(signal, 'IGNORE') }
    loop {}
  end
  'served'
end
