# A custom runtime that misbehaves as its events say, on sockets alone. An event that says nothing is answered with the
# process's name, which is its own.
import json, os, secrets, signal, socket, subprocess, threading, time

HOST, PORT = os.environ['AWS_LAMBDA_RUNTIME_API'].split(':')
BASE = '/2018-06-01/runtime/'
NAME = secrets.token_hex(8)


def dial():
    return socket.create_connection((HOST, int(PORT)))


def head(method, path, rest=''):
    return f'{method} {BASE}{path} HTTP/1.1\r\nHost: {HOST}\r\n{rest}\r\n'.encode()


def read(connection):
    received = b''
    while b'\r\n\r\n' not in received:
        piece = connection.recv(65536)
        if not piece:
            raise EOFError()
        received += piece
    top, body = received.split(b'\r\n\r\n', 1)
    lines = top.decode().split('\r\n')
    headers = dict((name.lower(), value) for name, value in (line.split(': ', 1) for line in lines[1:]))
    while len(body) < int(headers.get('content-length', 0)):
        body += connection.recv(65536)
    return int(lines[0].split(' ')[1]), headers, body


def call(method, path, body=b'', connection=None):
    own = connection or dial()
    own.sendall(head(method, path, f'Content-Length: {len(body)}\r\n') + body)
    answer = read(own)
    if not connection:
        own.close()
    return answer


def die(how):
    if how.startswith('exit'):
        os._exit(int(how[4:]))
    os.kill(os.getpid(), getattr(signal, how))
    time.sleep(60)


GARBAGE = [
    b'\x00\x01\x02\r\n\r\n',
    b'GET\r\n\r\n',
    b'GET ' + b'/' * 100000 + b' HTTP/1.1\r\n\r\n',
    head('POST', 'init/error', 'Content-Length: 99999999999999999999\r\n'),
    head('POST', 'init/error', 'Transfer-Encoding: chunked\r\n') + b'zz\r\n',
    head('POST', 'invocation/x/response', 'Transfer-Encoding: chunked\r\nContent-Length: 3\r\n') + b'0\r\n\r\n',
    head('DELETE', 'invocation/next'),
    head('GET', '../../../etc/passwd'),
]

kept = []
again = dial()
if os.environ.get('DIES_IN_INIT'):
    die(os.environ['DIES_IN_INIT'])
if os.environ.get('SLEEPS_IN_INIT'):
    time.sleep(60)

while True:
    status, headers, body = call('GET', 'invocation/next', connection=again)
    if status == 403:
        continue
    id = headers['lambda-runtime-aws-request-id']
    event = json.loads(body)
    what, how = event.get('do', ''), event.get('how', '')
    path = 'invocation/' + id + '/response'
    answer = NAME
    if what == 'dieRunning':
        die(how)
    if what == 'dieInAnswer':
        half = dial()
        half.sendall(head('POST', path, 'Content-Length: 100\r\n') + b'half')
        time.sleep(0.05)
        die(how)
    if what == 'dieInStream':
        half = dial()
        half.sendall(head('POST', path, 'Lambda-Runtime-Function-Response-Mode: streaming\r\n'
                          'Transfer-Encoding: chunked\r\n') + b'4\r\nhalf\r\n')
        time.sleep(0.05)
        die(how)
    if what == 'dieWaiting':
        threading.Timer(0.1, lambda: die(how)).start()
    if what == 'hangUpInAnswer':
        half = dial()
        half.sendall(head('POST', path, 'Content-Length: 100\r\n') + b'half')
        half.close()
        continue
    if what == 'silent':
        time.sleep(60)
    if what == 'asksAgain':
        answer = call('GET', 'invocation/next')[1]['lambda-runtime-aws-request-id'] == id
    if what == 'hangsUp':
        again.close()
        again = dial()
    if what == 'unknownId':
        answer = call('POST', 'invocation/00000000-0000-4000-8000-000000000000/response', b'1')[0]
    if what == 'lateInitError':
        answer = call('POST', 'init/error', b'{}')[0]
    if what == 'garbage':
        for words in GARBAGE:
            bad = dial()
            bad.sendall(words)
            kept.append(bad)
    if what == 'halves':
        for _ in range(200):
            bad = dial()
            bad.sendall(b'GET /2018')
            kept.append(bad)
    if what == 'holdsTheOutput':
        subprocess.Popen(['setsid', 'sleep', '6' + how])
    if what == 'flood':
        while True:
            os.write(1, b'x' * 60000 + b'\n')
    call('POST', path, json.dumps(answer).encode(), again)
    if what == 'twice':
        status = call('POST', path, b'"second"')[0]
        print('second:', status, flush=True)
    if what == 'dieAnswered':
        die(how)
    if what == 'asksNoMore':
        time.sleep(60)
