# frozen_string_literal: true

require "json"
require "net/http"
require "time"
require_relative "frames"
require_relative "library"
require_relative "runtime"

module Samovar
  # What only a child process needs: the connection to the host, the wait for a function, and the end.
  class Child
    TOKEN, SOCKET, FUNCTION = "SAMOVAR_TOKEN", "SAMOVAR_SOCKET", "SAMOVAR_FUNCTION"

    # Where a process that began anew finds the connection.
    INHERITED = 3

    # How many parts describe a function, before its variables.
    DESCRIBED = 12

    # One byte more than Lambda takes: the host then says that it is too large.
    LONGEST_ANSWER = 6_291_557

    # What the host itself is told of an error, in bytes. The answer has all of it.
    LONGEST_MESSAGE = 100_000

    # A process that did not serve what it was asked, as one of Lambda's ends.
    LOST = 252

    private_constant(*constants(false))

    def initialize(environ)
      @token = environ.fetch(TOKEN)
      @given = environ[FUNCTION]
      @library = Library.new(@given ? [] : $LOAD_PATH + Gem.path)
      @pid = Process.pid
      Logs.begin(@records = Records.new(@token))
      @connection = Connection.new(@given ? UNIXSocket.for_fd(INHERITED) : UNIXSocket.new(environ.fetch(SOCKET)))
      leave_to_forks(@connection)
    end

    def run
      if @given
        [TOKEN, FUNCTION].each { |name| ENV.delete(name) }
        specialise(JSON.parse(@given))
      else
        rehearse
        @connection.send(Connection::HELLO, @token)
      end
      serve while (@frame = @connection.receive)
      Process.exit!(0)
    end

    private

    # Another process of the function's is not the one that the host talks to.
    def leave_to_forks(connection)
      Process.singleton_class.prepend(Module.new do
        define_method(:_fork) do
          super().tap { |pid| connection.close if pid.zero? && !connection.socket.closed? }
        end
      end)
    end

    def serve
      kind, parts = @frame
      case kind
      when Connection::SPECIALISE then prepare(parts.map { |part| part.force_encoding("UTF-8") })
      when Connection::INVOKE then invoke(parts.map { |part| part.force_encoding("UTF-8") })
      end
    end

    # --- becoming what runs a function

    # Takes over the function's variables. With a program of the function's before it, or options of its own, Ruby begins anew.
    def prepare(parts)
      task, layers, tmp = parts
      ENV.replace(parts.drop(DESCRIBED).each_slice(2).to_h)
      ENV["TMPDIR"] = tmp unless tmp == "/tmp"
      unless task == "/var/task"
        ENV["LAMBDA_TASK_ROOT"] = task
        %w[GEM_PATH RUBYLIB].each { |name| ENV[name] = found_all(ENV[name], task, layers) if ENV[name] }
      end
      wrapper = ENV["AWS_LAMBDA_EXEC_WRAPPER"].to_s
      described = parts.first(DESCRIBED)
      wrapper.empty? && ENV["RUBYOPT"].to_s.empty? ? specialise(described) : begin_anew(wrapper, described)
    end

    def begin_anew(wrapper, parts)
      task, layers = parts
      path = wrapper.empty? ? RbConfig.ruby : found(wrapper, task, layers)
      words = wrapper.empty? ? [] : [RbConfig.ruby]
      environ = { "LC_CTYPE" => "C.UTF-8" }.merge(ENV, TOKEN => @token, FUNCTION => JSON.generate(parts))
      options = defined?(DidYouMean) ? [] : %w[--disable=did_you_mean --disable=error_highlight]
      Dir.chdir(task)
      Kernel.exec(environ, [path, path], *words, *options, "#{runtime_directory(task)}/bootstrap.rb",
                  INHERITED => @connection.socket, unsetenv_others: true)
    rescue SystemCallError => e
      $stderr.write("#{wrapper}: #{SystemCallError.new(nil, e.errno).message}\n")
      Process.exit!(e.is_a?(Errno::ENOENT) ? 127 : 126)
    end

    def specialise(parts)
      task, layers, _, handler = parts
      Dir.chdir(task)
      Failure.places = { task => "/var/task", layers => "/opt" } unless task == "/var/task"
      look_in(task)
      @runtime = Runtime.new(ENV.fetch("_HANDLER", handler))
      failure = @runtime.load
      leave_as_fork(failure)
      @records.mark
      failure ? tell(Connection::INIT_FAILED, failure) : @connection.send(Connection::READY)
    end

    # What is required is looked for in the package first; then where variables say, which Ruby itself did not see.
    def look_in(task)
      $LOAD_PATH.map! { |directory| @library.moved(directory) } if task == "/var/task"
      $LOAD_PATH.unshift(*ENV["RUBYLIB"].to_s.split(File::PATH_SEPARATOR).reject(&:empty?)) unless @given
      $LOAD_PATH.unshift(task) unless $LOAD_PATH.include?(task)
      Gem.paths = { "GEM_HOME" => ENV["GEM_HOME"], "GEM_PATH" => gem_path }
    end

    def gem_path
      own = ENV["GEM_PATH"].to_s.split(File::PATH_SEPARATOR)
      (own + Gem.default_path.map { |directory| @library.moved(directory) }).join(File::PATH_SEPARATOR)
    end

    def runtime_directory(task)
      task == "/var/task" ? "/var/runtime/lib/samovar" : __dir__
    end

    def found_all(paths, task, layers)
      paths.split(File::PATH_SEPARATOR).map { |path| found(path, task, layers) }.join(File::PATH_SEPARATOR)
    end

    # What a path of Lambda's is here.
    def found(path, task, layers)
      { "/var/task" => task, "/opt" => layers }.each do |place, real|
        return real + path.delete_prefix(place) if path == place || path.start_with?("#{place}/")
      end
      path
    end

    # --- serving

    def invoke(parts)
      id, arn, deadline, trace, client, tenant, _, event = parts
      outcome = @runtime.serve(
        Request.new({ "Content-Type" => "application/json", "Lambda-Runtime-Aws-Request-Id" => id,
                      "Lambda-Runtime-Invoked-Function-Arn" => arn, "Lambda-Runtime-Deadline-Ms" => deadline,
                      "Lambda-Runtime-Trace-Id" => trace, "Lambda-Runtime-Client-Context" => client,
                      "Lambda-Runtime-Aws-Tenant-Id" => tenant }, event), trace)
      leave_as_fork(outcome.failure)
      answer(outcome)
    rescue SystemExit
      raise
    rescue Exception => e
      leave_as_fork(e)
      Failure.new(e, "Init").log("Init error when loading handler ")
      Kernel.exit(LOST)
    end

    # A fork that comes back from the function's code ends.
    def leave_as_fork(failure)
      Process.exit!(failure ? 1 : 0) unless Process.pid == @pid
    end

    def answer(outcome)
      @records.mark unless outcome.status
      if outcome.failure
        tell(Connection::FAILED, outcome.failure)
      else
        @connection.send(Connection::RETURNED, outcome.answer.byteslice(0, LONGEST_ANSWER))
      end
      Kernel.exit(outcome.status) if outcome.status
      @connection.send(Connection::DONE, most_memory.to_s)
    end

    def tell(kind, failure)
      @connection.send(kind, failure.type.byteslice(0, LONGEST_MESSAGE), failure.message.byteslice(0, LONGEST_MESSAGE).scrub,
                       failure.body.byteslice(0, LONGEST_ANSWER))
    end

    # The most resident memory that this process had, in bytes; 0 where the system does not tell.
    def most_memory
      File.read("/proc/self/status")[/^VmHWM:\s*(\d+)/, 1].to_i * 1024
    rescue SystemCallError
      0
    end

    # Does once what each function needs, before the process waits for one.
    def rehearse
      request = Request.new({ "Content-Type" => "application/json" }, '{"a": [1, "b"]}')
      JSON.generate(AwsLambda::Marshaller.marshall_request(request))
      LambdaContext.new(request).get_remaining_time_in_millis
      Failure.new(StandardError.new, "Function").body
      most_memory
    end
  end
end
