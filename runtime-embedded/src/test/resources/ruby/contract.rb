# The function that obeys the bridges' contract.
$count = 0

def handler(event:, context:)
  text = event["text"]
  note = "#{ENV.fetch("TMPDIR", "/tmp")}/note"
  case event["do"]
  when "echo" then text
  when "fail" then raise text
  when "count" then $count += 1
  when "log" then puts text
  when "variable" then ENV[text]
  when "write" then File.write(note, text) && nil
  when "read" then File.read(note) if File.exist?(note)
  when "large" then "x" * 7_000_000
  when "wait" then sleep(0.3) && nil
  when "loop"
    loop do
      $count += 1
    rescue Exception
      next
    end
  end
end
