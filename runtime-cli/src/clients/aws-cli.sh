#!/usr/bin/env bash
# A session of the AWS CLI at an endpoint, from the first function to the last deletion. Started by "run", which tells where the
# endpoint ($ENDPOINT), the packages ($WORK) and the CLI ($AWS) are.
set -eEuo pipefail

checks=0
looks=0
role=arn:aws:iam::000000000000:role/tea
account=000000000000

aws() { "$AWS" --endpoint-url "$ENDPOINT" "$@"; }
lambda() { aws lambda "$@"; }

wrong() {
  printf 'aws-cli: after %d checks: %s\n' "$checks" "$*" >&2
  exit 1
}

# is WHAT EXPECTED ACTUAL
is() {
  [[ $3 == "$2" ]] || wrong "$1 is '$3', not '$2'"
  checks=$((checks + 1))
}

# has WHAT PART ACTUAL
has() {
  [[ $3 == *"$2"* ]] || wrong "$1 is '$3', without '$2'"
  checks=$((checks + 1))
}

# refused CODE COMMAND…: the CLI says that code, and ends with its status for what a service refuses
refused() {
  local code=$1 said status=0
  shift
  said=$("$@" 2>&1) || status=$?
  is "the status of '$*'" 254 "$status"
  has "what '$*' says" "($code)" "$said"
}

# text QUERY COMMAND…: what the answer holds, as text
text() {
  local query=$1
  shift
  "$@" --query "$query" --output text
}

trap 'wrong "line $LINENO failed: $BASH_COMMAND"' ERR
cd "$WORK"

# Who is asking, and the role
is 'the account' $account "$(text Account aws sts get-caller-identity)"
printf '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' >trust.json
is 'the role' $role "$(text Role.Arn aws iam create-role --role-name tea --assume-role-policy-document file://trust.json)"
aws iam wait role-exists --role-name tea
aws iam attach-role-policy --role-name tea --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
is 'the attached policy' AWSLambdaBasicExecutionRole \
  "$(text 'AttachedPolicies[].PolicyName' aws iam list-attached-role-policies --role-name tea)"

# A function
is 'the state after create-function' $'Pending\t$LATEST\tnodejs22.x' \
  "$(text '[State,Version,Runtime]' lambda create-function --function-name tea --runtime nodejs22.x --role $role \
    --handler index.greet --zip-file fileb://first.zip --timeout 30 --memory-size 256 --description 'first cup' \
    --environment 'Variables={WHO=world}' --tags kind=green,cup=big)"
lambda wait function-active-v2 --function-name tea
lambda wait function-exists --function-name tea
is 'its state' $'Active\tSuccessful' "$(text '[State,LastUpdateStatus]' lambda get-function-configuration --function-name tea)"
is 'its digest' "$(openssl dgst -sha256 -binary first.zip | base64)" \
  "$(text Configuration.CodeSha256 lambda get-function --function-name tea)"
is 'its tag' green "$(text Tags.kind lambda get-function --function-name tea)"
refused ResourceConflictException lambda create-function --function-name tea --runtime nodejs22.x --role $role \
  --handler index.greet --zip-file fileb://first.zip
refused ResourceNotFoundException lambda get-function --function-name nothing
refused ValidationException lambda update-function-configuration --function-name tea --memory-size 32769

# Invocations
raw=(--cli-binary-format raw-in-base64-out)
is 'the invocation' $'200\t$LATEST\tNone' "$(text '[StatusCode,ExecutedVersion,FunctionError]' lambda invoke \
  --function-name tea "${raw[@]}" --payload '{"name":"Ann"}' answer.json)"
is 'the answer' '{"greeting":"Hello, Ann!","who":"world","version":"$LATEST","client":null}' "$(<answer.json)"
tail=$(text LogResult lambda invoke --function-name tea "${raw[@]}" --log-type Tail --payload '{"name":"Bea"}' answer.json |
  base64 -d)
has 'the log tail' 'START RequestId: ' "$tail"
has 'the log tail' 'greeting Bea' "$tail"
has 'the log tail' 'REPORT RequestId: ' "$tail"
lambda invoke --function-name tea "${raw[@]}" --payload '{"name":"Cem"}' \
  --client-context "$(printf '{"custom":{"cup":"big"}}' | base64)" answer.json >/dev/null
has 'the client context' '"cup":"big"' "$(<answer.json)"
is 'an asynchronous invocation' 202 \
  "$(text StatusCode lambda invoke --function-name tea --invocation-type Event "${raw[@]}" --payload '{"name":"Dora"}' answer.json)"
is 'a dry run' 204 "$(text StatusCode lambda invoke --function-name tea --invocation-type DryRun answer.json)"
refused InvalidRequestContentException lambda invoke --function-name tea "${raw[@]}" --payload '{' answer.json
refused ResourceNotFoundException lambda invoke --function-name tea:9 answer.json

# What changes
is 'the status of an update' InProgress "$(text LastUpdateStatus lambda update-function-configuration --function-name tea \
  --handler index.fail)"
lambda wait function-updated-v2 --function-name tea
is 'a failed invocation' $'200\tUnhandled' \
  "$(text '[StatusCode,FunctionError]' lambda invoke --function-name tea answer.json)"
has 'its error' '"errorType":"RangeError","errorMessage":"too hot"' "$(<answer.json)"
lambda update-function-configuration --function-name tea --handler index.greet --environment 'Variables={WHO=you}' >/dev/null
lambda wait function-updated --function-name tea
is 'the first version' 1 "$(text Version lambda publish-version --function-name tea --description first)"
lambda wait published-version-active --function-name tea --qualifier 1
lambda update-function-code --function-name tea --zip-file fileb://second.zip >/dev/null
lambda wait function-updated-v2 --function-name tea
is 'the second version' 2 "$(text Version lambda publish-version --function-name tea)"
is 'the versions' $'$LATEST\t1\t2' "$(text 'Versions[].Version' lambda list-versions-by-function --function-name tea)"
lambda invoke --function-name tea --qualifier 1 "${raw[@]}" --payload '{"name":"Eve"}' answer.json >/dev/null
is 'what version 1 answers' '{"greeting":"Hello, Eve!","who":"you","version":"1","client":null}' "$(<answer.json)"

# Aliases
is 'the alias' arn:aws:lambda:us-east-1:$account:function:tea:live \
  "$(text AliasArn lambda create-alias --function-name tea --name live --function-version 1 \
    --routing-config 'AdditionalVersionWeights={2=0.25}')"
is 'its weight' 0.25 "$(text 'RoutingConfig.AdditionalVersionWeights."2"' lambda get-alias --function-name tea --name live)"
lambda update-alias --function-name tea --name live --function-version 2 --routing-config 'AdditionalVersionWeights={}' >/dev/null
is 'what ran' 2 "$(text ExecutedVersion lambda invoke --function-name tea:live "${raw[@]}" --payload '{"name":"Fay"}' answer.json)"
is 'the aliases' live "$(text 'Aliases[].Name' lambda list-aliases --function-name tea --function-version 2)"
refused ResourceConflictException lambda delete-function --function-name tea --qualifier 2

# Concurrency
is 'what is reserved' 0 "$(text ReservedConcurrentExecutions lambda put-function-concurrency --function-name tea \
  --reserved-concurrent-executions 0)"
AWS_MAX_ATTEMPTS=1 refused TooManyRequestsException lambda invoke --function-name tea answer.json
lambda delete-function-concurrency --function-name tea
is 'what is reserved after' None "$(text ReservedConcurrentExecutions lambda get-function-concurrency --function-name tea)"
is 'the account limit' 1000 "$(text AccountLimit.ConcurrentExecutions lambda get-account-settings)"

# Layers
layer=$(text LayerVersionArn lambda publish-layer-version --layer-name leaves --zip-file fileb://layer.zip \
  --compatible-runtimes nodejs22.x --description leaves)
is 'the layer' arn:aws:lambda:us-east-1:$account:layer:leaves:1 "$layer"
lambda update-function-configuration --function-name tea --layers "$layer" >/dev/null
lambda wait function-updated-v2 --function-name tea
is 'its layers' "$layer" "$(text 'Layers[].Arn' lambda get-function-configuration --function-name tea)"
is 'all layers' leaves "$(text 'Layers[].LayerName' lambda list-layers)"
is 'by its ARN' 1 "$(text Version lambda get-layer-version-by-arn --arn "$layer")"
lambda add-layer-version-permission --layer-name leaves --version-number 1 --statement-id all --principal '*' \
  --action lambda:GetLayerVersion >/dev/null
has 'its policy' lambda:GetLayerVersion "$(text Policy lambda get-layer-version-policy --layer-name leaves --version-number 1)"
is 'versions of the layer' 1 "$(text 'LayerVersions[].Version' lambda list-layer-versions --layer-name leaves)"

# Permissions
has 'the statement' '"Principal":{"Service":"events.amazonaws.com"}' \
  "$(text Statement lambda add-permission --function-name tea --statement-id rule --action lambda:InvokeFunction \
    --principal events.amazonaws.com --source-arn arn:aws:events:us-east-1:$account:rule/tea)"
has 'the policy' '"AWS:SourceArn":"arn:aws:events:us-east-1:000000000000:rule/tea"' "$(text Policy lambda get-policy --function-name tea)"
lambda remove-permission --function-name tea --statement-id rule
refused ResourceNotFoundException lambda get-policy --function-name tea

# A function URL
lambda create-function --function-name tea-url --runtime nodejs22.x --role $role --handler index.url --zip-file fileb://first.zip \
  --timeout 30 >/dev/null
lambda wait function-active-v2 --function-name tea-url
url=$(text FunctionUrl lambda create-function-url-config --function-name tea-url --auth-type NONE)
is 'a URL that nobody may call' 403 "$(curl -s -o /dev/null -w '%{http_code}' "$url")"
lambda add-permission --function-name tea-url --statement-id url --action lambda:InvokeFunctionUrl --principal '*' \
  --function-url-auth-type NONE >/dev/null
lambda add-permission --function-name tea-url --statement-id invoke --action lambda:InvokeFunction --principal '*' >/dev/null
is 'what the URL answers' 'PUT /a%20b?c=d&e hot 201 green' \
  "$(curl -s -X PUT -H 'content-type: text/plain' -d hot -w ' %{http_code} %header{x-tea}' "${url}a%20b?c=d&e")"
is 'its type' NONE "$(text AuthType lambda get-function-url-config --function-name tea-url)"
lambda update-function-url-config --function-name tea-url --cors AllowOrigins=https://tea.example >/dev/null
is 'the URLs' https://tea.example "$(text 'FunctionUrlConfigs[].Cors.AllowOrigins[]' lambda list-function-url-configs --function-name tea-url)"
lambda delete-function-url-config --function-name tea-url
is 'a URL that is gone' 403 "$(curl -s -o /dev/null -w '%{http_code}' "$url")"

# What becomes of events
is 'the retries' 1 "$(text MaximumRetryAttempts lambda put-function-event-invoke-config --function-name tea \
  --maximum-retry-attempts 1 --destination-config "OnFailure={Destination=arn:aws:lambda:us-east-1:$account:function:tea-url}")"
is 'the age' $'1\t120' "$(text '[MaximumRetryAttempts,MaximumEventAgeInSeconds]' lambda update-function-event-invoke-config \
  --function-name tea --maximum-event-age-in-seconds 120)"
is 'the configurations' 1 "$(text 'length(FunctionEventInvokeConfigs)' lambda list-function-event-invoke-configs --function-name tea)"
lambda delete-function-event-invoke-config --function-name tea
refused ResourceNotFoundException lambda get-function-event-invoke-config --function-name tea

# Tags
arn=arn:aws:lambda:us-east-1:$account:function:tea
lambda tag-resource --resource "$arn" --tags pot=blue
lambda untag-resource --resource "$arn" --tag-keys kind cup
is 'the tags' '{"pot":"blue"}' "$(lambda list-tags --resource "$arn" --query Tags | tr -d ' \n')"

# Pages
for n in 1 2 3; do
  lambda create-function --function-name "page-$n" --runtime nodejs22.x --role $role --handler index.greet \
    --zip-file fileb://second.zip >/dev/null
done
is 'all functions' 'page-1 page-2 page-3 tea tea-url' \
  "$(text 'Functions[].[FunctionName]' lambda list-functions --page-size 2 | sort | xargs)"
first=$(lambda list-functions --max-items 2 --query '[NextToken,Functions[].FunctionName]' --output json)
token=$(sed -n 's/^ *"\(ey[^"]*\)".*/\1/p' <<<"$first")
rest=$(text 'Functions[].FunctionName' lambda list-functions --starting-token "$token" --page-size 1)
is 'the functions of both parts' 5 "$(grep -ohE '\b(page-[123]|tea-url|tea)\b' <<<"$first $rest" | sort -u | wc -l)"

# Logs
group=/aws/lambda/tea
has 'the log groups' "$group " "$(text 'logGroups[].logGroupName' aws logs describe-log-groups \
  --log-group-name-prefix $group | xargs) "
has 'the lines that mention Bea' 'greeting Bea' \
  "$(text 'events[].message' aws logs filter-log-events --log-group-name $group --filter-pattern '"greeting Bea"')"
# The asynchronous one is logged when it has run.
until lines=$(aws logs tail $group --since 1h --format short) && [[ $lines == *'greeting Dora'* ]]; do
  ((++looks < 60)) || wrong 'the asynchronous invocation is not in the logs after 60 looks'
done
has 'the tail' 'greeting Ann' "$lines"
aws logs put-retention-policy --log-group-name $group --retention-in-days 7
stream=$(text 'logStreams[0].logStreamName' aws logs describe-log-streams --log-group-name $group)
has 'the events of a stream' START "$(text 'events[0].message' aws logs get-log-events --log-group-name $group \
  --log-stream-name "$stream" --start-from-head)"

# Nothing stays
lambda delete-alias --function-name tea --name live
lambda delete-function --function-name tea --qualifier 2
is 'the versions that are left' $'$LATEST\t1' "$(text 'Versions[].Version' lambda list-versions-by-function --function-name tea)"
for name in tea tea-url page-1 page-2 page-3; do lambda delete-function --function-name $name; done
refused ResourceNotFoundException lambda invoke --function-name tea answer.json
lambda delete-layer-version --layer-name leaves --version-number 1
is 'the functions that are left' 0 "$(text 'length(Functions)' lambda list-functions)"
is 'the layers that are left' 0 "$(text 'length(Layers)' lambda list-layers)"
for name in $(text 'logGroups[].logGroupName' aws logs describe-log-groups); do
  aws logs delete-log-group --log-group-name "$name"
done
aws iam detach-role-policy --role-name tea --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
aws iam delete-role --role-name tea
refused NoSuchEntity aws iam get-role --role-name tea

echo "aws-cli: $checks checks passed"
