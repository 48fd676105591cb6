# A function that does what its event says: it runs a program, or ends itself.
import os, signal, subprocess, threading, time


def end(how):
    if how.isdigit():
        os._exit(int(how))
    os.kill(os.getpid(), getattr(signal, 'SIG' + how))
    time.sleep(600)


if os.environ.get('AT_INIT'):
    end(os.environ['AT_INIT'])


def handler(event, context):
    act, _, what = event.partition(' ')
    if act == 'run':
        return subprocess.run(['sh', '/var/task/run', what], stdout=subprocess.PIPE).stdout.decode()
    if act == 'end':
        end(what)
    if act == 'later':
        threading.Timer(0.05, end, [what]).start()
    if act == 'deaf':
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1):
            signal.signal(number, signal.SIG_IGN)
        while True:
            pass
    return 'served'
