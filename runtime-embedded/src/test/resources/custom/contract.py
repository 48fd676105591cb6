# A custom runtime of Python's standard library alone, and the function that obeys the bridges' contract.
import http.client, json, os, time

api = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
BASE = '/2018-06-01/runtime/invocation/'
count = 0


def call(method, path, body=None):
    api.request(method, BASE + path, body, {'Content-Type': 'application/json'})
    response = api.getresponse()
    return response, response.read()


def obey(event):
    global count
    what, text = event['do'], event['text']
    note = os.environ.get('TMPDIR', '/tmp') + '/note'
    if what == 'echo':
        return text
    if what == 'nothing':
        return None
    if what == 'fail':
        raise RuntimeError(text)
    if what == 'count':
        count += 1
        return count
    if what == 'log':
        print(text, flush=True)
        return None
    if what == 'variable':
        return os.environ.get(text)
    if what == 'write':
        with open(note, 'w') as file:
            file.write(text)
        return None
    if what == 'read':
        if not os.path.exists(note):
            return None
        with open(note) as file:
            return file.read()
    if what == 'loop':
        while True:
            try:
                count += 1
            except BaseException:
                pass
    if what == 'large':
        return 'x' * 7000000
    if what == 'wait':
        time.sleep(0.3)
        return None


def text_of(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':')).encode()


while True:
    response, body = call('GET', 'next')
    id = response.headers['Lambda-Runtime-Aws-Request-Id']
    try:
        call('POST', id + '/response', text_of(obey(json.loads(body))))
    except RuntimeError as e:
        error = {'errorMessage': str(e), 'errorType': type(e).__name__, 'stackTrace': []}
        call('POST', id + '/error', text_of(error))
