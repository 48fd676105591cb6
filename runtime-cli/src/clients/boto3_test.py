"""boto3 at an endpoint. Started by "run", which tells where the endpoint (ENDPOINT) and the packages (WORK) are."""

import base64
import concurrent.futures
import hashlib
import json
import os
import pathlib
import socket
import sys
import threading
import unittest
import urllib.error
import urllib.request

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

WORK = pathlib.Path(os.environ["WORK"])
ACCOUNT = "000000000000"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/pot"
FUNCTION = f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:"
ONCE = Config(retries={"total_max_attempts": 1, "mode": "standard"}, max_pool_connections=50)

STREAMS = "InvokeWithResponseStream" in botocore.session.get_session().get_service_model("lambda").operation_names


def client(service, config=ONCE):
    return boto3.client(service, endpoint_url=os.environ["ENDPOINT"], config=config)


def package(name):
    return (WORK / f"{name}.zip").read_bytes()


class Boto3Test(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.functions = client("lambda")

    def create(self, name, handler="greet", **more):
        made = self.functions.create_function(
            FunctionName=name,
            Runtime="nodejs22.x",
            Role=ROLE,
            Handler=f"index.{handler}",
            Code={"ZipFile": package("first")},
            Timeout=30,
            **more,
        )
        self.addCleanup(self.delete, name)
        self.functions.get_waiter("function_active_v2").wait(FunctionName=name)
        return made

    def delete(self, name):
        try:
            self.functions.delete_function(FunctionName=name)
        except self.functions.exceptions.ResourceNotFoundException:
            pass

    def invoke(self, name, event=None, **more):
        return self.functions.invoke(FunctionName=name, Payload=json.dumps(event or {"name": "Ann"}), **more)

    def refused(self, error, call, *said, **arguments):
        """Calls, and returns the refusal."""
        with self.assertRaises(error) as raised:
            call(**arguments)
        for part in said:
            self.assertIn(part, raised.exception.response["Error"]["Message"])
        return raised.exception.response

    def test_creates_and_invokes(self):
        made = self.create("pot", Environment={"Variables": {"WHO": "world"}}, Tags={"a": "b"})
        self.assertEqual("Pending", made["State"])
        self.assertEqual(base64.b64encode(hashlib.sha256(package("first")).digest()).decode(), made["CodeSha256"])

        answer = self.invoke("pot", LogType="Tail")
        self.assertEqual(200, answer["StatusCode"])
        self.assertEqual("$LATEST", answer["ExecutedVersion"])
        self.assertNotIn("FunctionError", answer)
        told = json.load(answer["Payload"])
        self.assertEqual("Hello, Ann!", told["greeting"])
        self.assertEqual("world", told["who"])
        tail = base64.b64decode(answer["LogResult"]).decode()
        self.assertIn(f"START RequestId: {answer['ResponseMetadata']['RequestId']} Version: $LATEST", tail)
        self.assertIn("greeting Ann", tail)
        self.assertIn("REPORT RequestId: ", tail)

        got = self.functions.get_function(FunctionName=FUNCTION + "pot")
        self.assertEqual({"a": "b"}, got["Tags"])
        self.assertEqual("Active", got["Configuration"]["State"])

    def test_hands_on_the_client_context(self):
        self.create("context")
        context = base64.b64encode(json.dumps({"custom": {"cup": "grün"}}).encode()).decode()
        told = json.load(self.invoke("context", ClientContext=context)["Payload"])
        self.assertIn("grün", json.dumps(told["client"], ensure_ascii=False))

    def test_tells_that_a_function_failed(self):
        self.create("fails", "fail")
        answer = self.invoke("fails")
        self.assertEqual((200, "Unhandled"), (answer["StatusCode"], answer["FunctionError"]))
        error = json.load(answer["Payload"])
        self.assertEqual(("RangeError", "too hot"), (error["errorType"], error["errorMessage"]))

    def test_accepts_and_tries_dry(self):
        self.create("events")
        self.assertEqual(202, self.invoke("events", InvocationType="Event")["StatusCode"])
        self.assertEqual(204, self.invoke("events", InvocationType="DryRun")["StatusCode"])

    @unittest.skipUnless(STREAMS, f"botocore {botocore.__version__} is too old for streamed invocations")
    def test_streams(self):
        self.create("streams", "stream")
        events = list(
            self.functions.invoke_with_response_stream(FunctionName="streams", Payload=b'{"cups":3}', LogType="Tail")[
                "EventStream"
            ]
        )
        told = b"".join(event["PayloadChunk"]["Payload"] for event in events if "PayloadChunk" in event)
        self.assertEqual(b"cup 1\ncup 2\ncup 3\n", told)
        self.assertIn("REPORT", base64.b64decode(events[-1]["InvokeComplete"]["LogResult"]).decode())
        events = list(
            self.functions.invoke_with_response_stream(FunctionName="streams", Payload=b'{"cups":1,"spill":true}')[
                "EventStream"
            ]
        )
        self.assertIn("spilt", events[-1]["InvokeComplete"]["ErrorDetails"])

    def test_publishes_and_routes(self):
        self.create("routed")
        one = self.functions.publish_version(FunctionName="routed", Description="one")
        self.assertEqual(("1", "one", FUNCTION + "routed:1"), (one["Version"], one["Description"], one["FunctionArn"]))
        again = self.functions.publish_version(FunctionName="routed")
        self.assertEqual("1", again["Version"])
        two = self.functions.update_function_code(FunctionName="routed", ZipFile=package("second"), Publish=True)
        self.assertEqual("2", two["Version"])
        self.functions.get_waiter("function_updated_v2").wait(FunctionName="routed")
        self.functions.get_waiter("published_version_active").wait(FunctionName="routed", Qualifier="2")
        self.functions.create_alias(
            FunctionName="routed", Name="live", FunctionVersion="1", RoutingConfig={"AdditionalVersionWeights": {"2": 1.0}}
        )
        self.assertEqual("2", self.invoke("routed:live")["ExecutedVersion"])
        alias = self.functions.update_alias(
            FunctionName="routed", Name="live", RoutingConfig={"AdditionalVersionWeights": {}}
        )
        self.assertFalse(alias.get("RoutingConfig", {}).get("AdditionalVersionWeights"))
        self.assertEqual("1", self.invoke("routed", Qualifier="live")["ExecutedVersion"])
        self.refused(
            self.functions.exceptions.PreconditionFailedException,
            self.functions.update_alias,
            "The Revision Id provided does not match the latest Revision Id",
            FunctionName="routed",
            Name="live",
            RevisionId="00000000-0000-0000-0000-000000000000",
        )

    def test_refuses_what_is_more_than_reserved(self):
        self.create("narrow", "held")
        self.functions.put_function_concurrency(FunctionName="narrow", ReservedConcurrentExecutions=2)
        refused = []
        seen = threading.Semaphore(0)

        def call(event):
            try:
                return self.invoke("narrow", event)["Payload"].read()
            except self.functions.exceptions.TooManyRequestsException as e:
                refused.append(e.response)
                seen.release()

        # Two wait for an answer from here, which they get when the three others are refused.
        with socket.create_server(("127.0.0.1", 0)) as gate, concurrent.futures.ThreadPoolExecutor(5) as calls:
            gate.settimeout(60)
            running = [calls.submit(call, {"port": gate.getsockname()[1]}) for _ in range(5)]
            waiting = [gate.accept()[0] for _ in range(2)]
            told = [seen.acquire(timeout=60) for _ in range(3)]
            for it in waiting:
                it.close()
        self.assertEqual([True] * 3, told)
        self.assertEqual(2, [it.result() for it in running].count(b'"let go"'))
        for response in refused:
            self.assertEqual(429, response["ResponseMetadata"]["HTTPStatusCode"])
            self.assertEqual("ReservedFunctionConcurrentInvocationLimitExceeded", response["Reason"])
            self.assertEqual("Rate Exceeded.", response["Error"]["Message"])
            self.assertRegex(response["ResponseMetadata"]["HTTPHeaders"]["retry-after"], r"^[1-9][0-9]*$")

    def test_tries_again_what_was_refused(self):
        self.create("closed")
        self.functions.put_function_concurrency(FunctionName="closed", ReservedConcurrentExecutions=0)
        patient = client("lambda", Config(retries={"total_max_attempts": 2, "mode": "standard"}))
        response = self.refused(patient.exceptions.TooManyRequestsException, patient.invoke, FunctionName="closed")
        self.assertEqual(1, response["ResponseMetadata"]["RetryAttempts"])

    def test_provisions(self):
        self.create("warm")
        version = self.functions.publish_version(FunctionName="warm")["Version"]
        asked = self.functions.put_provisioned_concurrency_config(
            FunctionName="warm", Qualifier=version, ProvisionedConcurrentExecutions=1
        )
        self.assertEqual("IN_PROGRESS", asked["Status"])
        listed = self.functions.list_provisioned_concurrency_configs(FunctionName="warm")
        self.assertEqual([FUNCTION + "warm:1"], [it["FunctionArn"] for it in listed["ProvisionedConcurrencyConfigs"]])
        self.functions.delete_provisioned_concurrency_config(FunctionName="warm", Qualifier=version)
        self.refused(
            self.functions.exceptions.ProvisionedConcurrencyConfigNotFoundException,
            self.functions.get_provisioned_concurrency_config,
            "No Provisioned Concurrency Config found for this function",
            FunctionName="warm",
            Qualifier=version,
        )

    def test_says_what_is_wrong(self):
        errors = self.functions.exceptions
        self.create("there")
        response = self.refused(
            errors.ResourceNotFoundException,
            self.functions.get_function,
            f"Function not found: {FUNCTION}nowhere",
            FunctionName="nowhere",
        )
        self.assertEqual(404, response["ResponseMetadata"]["HTTPStatusCode"])
        self.assertEqual("User", response["Type"])
        self.refused(errors.ResourceNotFoundException, self.functions.invoke, "Function not found: ", FunctionName="nowhere")
        self.refused(
            errors.ResourceConflictException,
            self.functions.create_function,
            "Function already exist: there",
            FunctionName="there",
            Runtime="nodejs22.x",
            Role=ROLE,
            Handler="index.greet",
            Code={"ZipFile": package("first")},
        )
        self.refused(
            errors.InvalidParameterValueException,
            self.functions.invoke,
            "The derived qualifier from the function name does not match the specified qualifier.",
            FunctionName="there:1",
            Qualifier="2",
        )
        self.refused(
            errors.InvalidParameterValueException,
            self.functions.update_function_code,
            "Could not unzip uploaded file. Please check your file, then try to upload again.",
            FunctionName="there",
            ZipFile=b"no zip",
        )
        self.refused(
            errors.InvalidRequestContentException,
            self.functions.invoke,
            "Could not parse request body into json",
            FunctionName="there",
            Payload=b"{",
        )
        self.refused(
            ClientError,
            self.functions.invoke,
            "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
            FunctionName="there",
            Payload=b'"' + b"a" * 6291456 + b'"',
        )
        response = self.refused(
            ClientError,
            self.functions.update_function_configuration,
            "2 validation errors detected: ",
            "Value '40000' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 32768",
            "Value 'nowhere' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: ",
            FunctionName="there",
            MemorySize=40000,
            Role="nowhere",
        )
        self.assertEqual("ValidationException", response["Error"]["Code"])
        with self.assertRaises(WaiterError):
            self.functions.get_waiter("function_active_v2").wait(
                FunctionName="nowhere", WaiterConfig={"Delay": 0, "MaxAttempts": 1}
            )

    def test_pages(self):
        names = [f"page-{n:02}" for n in range(7)]
        for name in names:
            self.create(name)
        pages = list(self.functions.get_paginator("list_functions").paginate(PaginationConfig={"PageSize": 3}))
        self.assertGreater(len(pages), 2)
        self.assertEqual(
            names,
            sorted(it["FunctionName"] for page in pages for it in page["Functions"] if it["FunctionName"] in names),
        )
        self.assertTrue(all("State" not in it for page in pages for it in page["Functions"]))
        for version in range(1, 4):
            self.functions.update_function_configuration(FunctionName=names[0], Description=f"{version}")
            self.functions.get_waiter("function_updated_v2").wait(FunctionName=names[0])
            self.functions.publish_version(FunctionName=names[0])
        pages = self.functions.get_paginator("list_versions_by_function").paginate(
            FunctionName=names[0], PaginationConfig={"PageSize": 1}
        )
        self.assertEqual(["$LATEST", "1", "2", "3"], [it["Version"] for page in pages for it in page["Versions"]])
        for name in "abc":
            self.functions.create_alias(FunctionName=names[0], Name=name, FunctionVersion="1")
        pages = self.functions.get_paginator("list_aliases").paginate(
            FunctionName=names[0], PaginationConfig={"PageSize": 2, "MaxItems": 2}
        )
        self.assertEqual(2, len(pages.build_full_result()["Aliases"]))

    def test_keeps_layers(self):
        layer = self.functions.publish_layer_version(
            LayerName="boto3-leaves", Content={"ZipFile": package("layer")}, CompatibleRuntimes=["nodejs22.x"]
        )
        self.create("layered", Layers=[layer["LayerVersionArn"]])
        pages = self.functions.get_paginator("list_layer_versions").paginate(LayerName="boto3-leaves")
        self.assertEqual([1], [it["Version"] for page in pages for it in page["LayerVersions"]])
        self.functions.delete_layer_version(LayerName="boto3-leaves", VersionNumber=1)
        self.assertEqual("Hello, Ann!", json.load(self.invoke("layered")["Payload"])["greeting"])
        self.refused(
            self.functions.exceptions.ResourceNotFoundException,
            self.functions.get_layer_version,
            LayerName="boto3-leaves",
            VersionNumber=1,
        )

    def test_answers_function_urls(self):
        self.create("url", "url")
        url = self.functions.create_function_url_config(FunctionName="url", AuthType="NONE")["FunctionUrl"]
        request = urllib.request.Request(url + "a?b=c", headers={"Host": url.split("/")[2]})
        # Not every resolver knows names below localhost.
        request.host = os.environ["ENDPOINT"].split("/")[2]
        with self.assertRaises(urllib.error.HTTPError) as raised:
            urllib.request.urlopen(request, timeout=60)
        with raised.exception as denied:
            self.assertEqual(403, denied.code)
        for action, more in (("InvokeFunctionUrl", {"FunctionUrlAuthType": "NONE"}), ("InvokeFunction", {})):
            self.functions.add_permission(
                FunctionName="url", StatementId=action, Action=f"lambda:{action}", Principal="*", **more
            )
        policy = json.loads(self.functions.get_policy(FunctionName="url")["Policy"])
        self.assertEqual(["InvokeFunctionUrl", "InvokeFunction"], [it["Sid"] for it in policy["Statement"]])
        with urllib.request.urlopen(request, timeout=60) as answer:
            self.assertEqual((201, "green"), (answer.status, answer.headers["x-tea"]))
            self.assertEqual("GET /a?b=c ", answer.read().decode())

    def test_says_what_becomes_of_events(self):
        self.create("eventful")
        kept = self.functions.put_function_event_invoke_config(FunctionName="eventful", MaximumRetryAttempts=0)
        self.assertEqual({"OnSuccess": {}, "OnFailure": {}}, kept["DestinationConfig"])
        self.functions.update_function_event_invoke_config(FunctionName="eventful", MaximumEventAgeInSeconds=60)
        kept = self.functions.get_function_event_invoke_config(FunctionName="eventful")
        self.assertEqual((0, 60), (kept["MaximumRetryAttempts"], kept["MaximumEventAgeInSeconds"]))
        self.assertGreater(kept["LastModified"].year, 2000)

    def test_tags(self):
        self.create("tagged", Tags={"a": "1", "b": "2"})
        self.functions.untag_resource(Resource=FUNCTION + "tagged", TagKeys=["a"])
        self.functions.tag_resource(Resource=FUNCTION + "tagged", Tags={"c": "3"})
        self.assertEqual({"b": "2", "c": "3"}, self.functions.list_tags(Resource=FUNCTION + "tagged")["Tags"])

    def test_reads_the_logs(self):
        self.create("chatty")
        for name in ("Ann", "Bea"):
            self.invoke("chatty", {"name": name})
        logs = client("logs")
        pages = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix="/aws/lambda/chatty")
        self.assertIn("/aws/lambda/chatty", [it["logGroupName"] for page in pages for it in page["logGroups"]])
        pages = logs.get_paginator("filter_log_events").paginate(
            logGroupName="/aws/lambda/chatty", filterPattern="greeting", PaginationConfig={"PageSize": 1}
        )
        lines = [it["message"] for page in pages for it in page["events"]]
        self.assertEqual(["Ann", "Bea"], [line.split()[-1] for line in lines])
        logs.delete_log_group(logGroupName="/aws/lambda/chatty")
        self.refused(
            logs.exceptions.ResourceNotFoundException, logs.describe_log_streams, logGroupName="/aws/lambda/chatty"
        )

    def test_knows_callers_and_roles(self):
        self.assertEqual(ACCOUNT, client("sts").get_caller_identity()["Account"])
        iam = client("iam")
        trust = {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
        role = iam.create_role(RoleName="pot", AssumeRolePolicyDocument=json.dumps(trust))["Role"]
        self.assertEqual(ROLE, role["Arn"])
        self.assertEqual(trust, iam.get_role(RoleName="pot")["Role"]["AssumeRolePolicyDocument"])
        self.refused(
            iam.exceptions.EntityAlreadyExistsException,
            iam.create_role,
            RoleName="pot",
            AssumeRolePolicyDocument=json.dumps(trust),
        )
        session = client("sts").assume_role(RoleArn=ROLE, RoleSessionName="tea")
        self.assertIn("SessionToken", session["Credentials"])
        iam.delete_role(RoleName="pot")
        self.refused(iam.exceptions.NoSuchEntityException, iam.get_role, RoleName="pot")


if __name__ == "__main__":
    ran = unittest.main(exit=False, verbosity=1, warnings="ignore").result
    good = ran.wasSuccessful()
    print(f"boto3 {boto3.__version__}: {ran.testsRun - len(ran.skipped)} tests ran, {len(ran.skipped)} skipped, "
          f"{len(ran.failures) + len(ran.errors)} failed")
    sys.exit(0 if good else 1)
