package dev.samovar.http;

import static dev.samovar.api.Isolation.IN_PROCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.samovar.Samovar;
import dev.samovar.api.Account;
import dev.samovar.api.Event;
import dev.samovar.api.FunctionRuntime;
import dev.samovar.api.Payload;
import dev.samovar.core.telemetry.MemoryLogStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.TooManyTagsException;

/// What functions logged, and what clients put, through AWS's own client of CloudWatch Logs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogsTest {
    private static final Account ACCOUNT = new Account("aws", "us-east-1", "000000000000");
    private static final String ARN = "arn:aws:logs:us-east-1:000000000000:log-group:";
    private static final long HOUR = 3_600_000;

    private FunctionRuntime runtime;
    private LambdaApi.Running api;
    private CloudWatchLogsClient logs;

    /// A group of the test's own, which is not made yet.
    private String group;

    private long now;

    @BeforeAll
    void start() {
        var store = new MemoryLogStore(16 << 20, Clock.systemUTC());
        runtime = Samovar.builder().isolation(IN_PROCESS).logs(store).build();
        api = LambdaApi.on(runtime, ACCOUNT).logs(store).start();
        logs = Clients.configured(CloudWatchLogsClient.builder(), api.uri()).build();
    }

    @AfterAll
    void stop() {
        logs.close();
        api.close();
        runtime.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        group = "/tests/" + test.getTestMethod().orElseThrow().getName();
        now = System.currentTimeMillis();
    }

    private void make(String... streams) {
        logs.createLogGroup(request -> request.logGroupName(group));
        for (var stream : streams)
            logs.createLogStream(request -> request.logGroupName(group).logStreamName(stream));
    }

    private void put(String stream, InputLogEvent... events) {
        var put = logs.putLogEvents(
                request -> request.logGroupName(group).logStreamName(stream).logEvents(events));
        assertThat(put.nextSequenceToken()).isNotEmpty();
        assertThat(put.rejectedLogEventsInfo()).isNull();
    }

    private static InputLogEvent event(long timestamp, String message) {
        return InputLogEvent.builder().timestamp(timestamp).message(message).build();
    }

    private FilterLogEventsRequest.Builder inGroup() {
        return FilterLogEventsRequest.builder().logGroupName(group);
    }

    private List<String> found(FilterLogEventsRequest.Builder request) {
        return logs.filterLogEventsPaginator(request.build()).events().stream()
                .map(FilteredLogEvent::message)
                .toList();
    }

    // --- functions

    @Test
    void showsWhatAFunctionLogs() {
        runtime.create("talker", (event, context) -> {
            context.logger().log("hello " + event.text());
            return Payload.NULL;
        });
        var first = runtime.invoke("talker", Event.json("1"));
        runtime.invoke("talker", Event.json("2"));

        var streams = logs.describeLogStreams(request -> request.logGroupName("/aws/lambda/talker"))
                .logStreams();
        assertThat(streams).hasSize(1);
        var stream = streams.getFirst();
        assertThat(stream.logStreamName()).matches("\\d{4}/\\d{2}/\\d{2}/\\[\\$LATEST\\][0-9a-f]{32}");
        assertThat(stream.arn()).isEqualTo(ARN + "/aws/lambda/talker:log-stream:" + stream.logStreamName());
        assertThat(stream.firstEventTimestamp()).isLessThanOrEqualTo(stream.lastEventTimestamp());
        assertThat(stream.lastIngestionTime()).isGreaterThanOrEqualTo(stream.lastEventTimestamp());
        assertThat(stream.creationTime()).isGreaterThanOrEqualTo(now);

        var events = logs.getLogEvents(request -> request.logGroupName("/aws/lambda/talker")
                        .logStreamName(stream.logStreamName())
                        .startFromHead(true))
                .events();
        assertThat(events)
                .extracting(OutputLogEvent::message)
                .anySatisfy(line ->
                        assertThat(line).isEqualTo("START RequestId: " + first.requestId() + " Version: $LATEST\n"))
                .anySatisfy(line -> assertThat(line).contains("hello 1"))
                .anySatisfy(line -> assertThat(line).startsWith("REPORT RequestId: " + first.requestId()));

        var request = FilterLogEventsRequest.builder().logGroupName("/aws/lambda/talker");
        assertThat(found(request.filterPattern("hello"))).hasSize(2);
        assertThat(found(request.filterPattern("\"" + first.requestId() + "\" REPORT")))
                .hasSize(1);
    }

    @Test
    void aFollowerSeesEachEventOnce() {
        runtime.create("counter", (event, context) -> {
            context.logger().log("count " + event.text());
            return Payload.NULL;
        });
        var request = FilterLogEventsRequest.builder()
                .logGroupName("/aws/lambda/counter")
                .startTime(now - HOUR)
                .interleaved(true)
                .filterPattern("count");
        var seen = new ArrayList<String>();
        var messages = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            runtime.invoke("counter", Event.json(Integer.toString(i)));
            var newest = now - HOUR;
            for (var found : logs.filterLogEventsPaginator(request.build()).events()) {
                newest = Math.max(newest, found.timestamp());
                if (seen.contains(found.eventId())) continue;
                seen.add(found.eventId());
                messages.add(found.message().strip());
            }
            request.startTime(newest);
        }

        assertThat(messages)
                .hasSize(20)
                .allSatisfy(message -> assertThat(message).contains("count "));
        assertThat(seen).allSatisfy(id -> assertThat(id).matches("\\d{56}"));
    }

    @Test
    void aFunctionGoesOnWhenItsGroupIsDeleted() {
        runtime.create("survivor", (event, context) -> {
            context.logger().log("said " + event.text());
            return Payload.NULL;
        });
        runtime.invoke("survivor", Event.json("1"));
        logs.deleteLogGroup(request -> request.logGroupName("/aws/lambda/survivor"));
        runtime.invoke("survivor", Event.json("2"));

        assertThat(found(FilterLogEventsRequest.builder()
                        .logGroupName("/aws/lambda/survivor")
                        .filterPattern("said")))
                .singleElement()
                .asString()
                .contains("said 2");
    }

    // --- groups

    @Test
    void groups() {
        logs.createLogGroup(request -> request.logGroupName(group).tags(Map.of("a", "1")));
        logs.putRetentionPolicy(request -> request.logGroupName(group).retentionInDays(7));

        var shown = logs.describeLogGroups(request -> request.logGroupNamePrefix(group))
                .logGroups()
                .getFirst();
        assertThat(shown.logGroupName()).isEqualTo(group);
        assertThat(shown.arn()).isEqualTo(ARN + group + ":*");
        assertThat(shown.logGroupArn()).isEqualTo(ARN + group);
        assertThat(shown.creationTime()).isGreaterThanOrEqualTo(now);
        assertThat(shown.retentionInDays()).isEqualTo(7);
        assertThat(shown.storedBytes()).isZero();
        assertThat(shown.metricFilterCount()).isZero();

        logs.deleteRetentionPolicy(request -> request.logGroupName(group));
        assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix(group))
                        .logGroups()
                        .getFirst()
                        .retentionInDays())
                .isNull();
        assertThatThrownBy(() -> logs.createLogGroup(request -> request.logGroupName(group)))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log group already exists");
        logs.deleteLogGroup(request -> request.logGroupName(group));
        assertThatThrownBy(() -> logs.deleteLogGroup(request -> request.logGroupName(group)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
    }

    @Test
    void findsGroupsByPrefixAndByPart() {
        for (var name : List.of("x/DataLogs", "DataLogs", "x/datalogs", "GroupDataLogs"))
            logs.createLogGroup(request -> request.logGroupName(name));

        assertThat(logs.describeLogGroups(request -> request.logGroupNamePattern("DataLogs"))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactly("DataLogs", "GroupDataLogs", "x/DataLogs");
        assertThat(logs.describeLogGroups(request -> request.logGroupNamePrefix("x/"))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactly("x/DataLogs", "x/datalogs");
        assertThat(logs.describeLogGroups(request -> request.logGroupIdentifiers("DataLogs", ARN + "x/datalogs"))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .containsExactly("DataLogs", "x/datalogs");
        assertThatThrownBy(() -> logs.describeLogGroups(
                        request -> request.logGroupNamePattern("a").logGroupNamePrefix("b")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void listsGroupsInParts() {
        var names = IntStream.range(0, 120)
                .mapToObj(number -> "%s/%03d".formatted(group, number))
                .toList();
        names.forEach(name -> logs.createLogGroup(request -> request.logGroupName(name)));

        var first = logs.describeLogGroups(request -> request.logGroupNamePrefix(group));
        assertThat(first.logGroups()).hasSize(50);
        assertThat(first.nextToken()).isNotNull();
        logs.createLogGroup(request -> request.logGroupName(group + "/000a"));
        assertThat(logs.describeLogGroups(
                                request -> request.logGroupNamePrefix(group).nextToken(first.nextToken()))
                        .logGroups())
                .extracting(LogGroup::logGroupName)
                .startsWith(names.get(50));
        assertThat(
                        logs
                                .describeLogGroupsPaginator(request ->
                                        request.logGroupNamePrefix(group).limit(7))
                                .logGroups()
                                .stream()
                                .map(LogGroup::logGroupName))
                .hasSize(121)
                .isSorted()
                .containsAll(names);
    }

    @Test
    void keepsEventsAsLongAsItsRetentionSays() {
        make("s");
        put("s", event(now - 50 * HOUR, "old"), event(now - 30 * HOUR, "older than a day"));
        put("s", event(now, "new"));
        logs.putRetentionPolicy(request -> request.logGroupName(group).retentionInDays(1));
        logs.deleteRetentionPolicy(request -> request.logGroupName(group));

        assertThat(found(inGroup())).containsExactly("new");
        assertThatThrownBy(() -> logs.putRetentionPolicy(
                        request -> request.logGroupName(group).retentionInDays(2)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.putRetentionPolicy(
                        request -> request.logGroupName("none").retentionInDays(1)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void tags() {
        make();
        logs.tagResource(request -> request.resourceArn(ARN + group).tags(Map.of("a", "1", "b", "2")));
        logs.tagResource(request -> request.resourceArn(ARN + group).tags(Map.of("b", "3")));
        logs.untagResource(request -> request.resourceArn(ARN + group).tagKeys("a", "none"));

        assertThat(logs.listTagsForResource(request -> request.resourceArn(ARN + group))
                        .tags())
                .isEqualTo(Map.of("b", "3"));
        assertThatThrownBy(() -> logs.tagResource(request -> request.resourceArn(ARN + group)
                        .tags(IntStream.range(0, 50).boxed().collect(Collectors.toMap(key -> "k" + key, _ -> "")))))
                .isInstanceOf(TooManyTagsException.class);
        assertThatThrownBy(() -> logs.listTagsForResource(request -> request.resourceArn(ARN + "none")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> logs.listTagsForResource(
                        request -> request.resourceArn((ARN + group).replace("us-east-1", "eu-west-1"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    @SuppressWarnings("deprecation")
    void tagsByTheOlderOperations() {
        make();
        logs.tagLogGroup(request -> request.logGroupName(group).tags(Map.of("a", "1", "b", "2")));
        logs.untagLogGroup(request -> request.logGroupName(group).tags("a"));

        assertThat(logs.listTagsLogGroup(request -> request.logGroupName(group)).tags())
                .isEqualTo(Map.of("b", "2"));
    }

    // --- streams

    @Test
    void streams() {
        make("one", "two", "other");
        put("two", event(now - 5_000, "a"), event(now - 1_000, "b"));
        put("one", event(now - 3_000, "c"));

        var byName =
                logs.describeLogStreams(request -> request.logGroupName(group)).logStreams();
        assertThat(byName)
                .extracting(LogStream::logStreamName, LogStream::firstEventTimestamp, LogStream::lastEventTimestamp)
                .containsExactly(
                        tuple("one", now - 3_000, now - 3_000),
                        tuple("other", null, null),
                        tuple("two", now - 5_000, now - 1_000));
        assertThat(logs.describeLogStreams(request ->
                                request.logGroupIdentifier(ARN + group).descending(true))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("two", "other", "one");
        assertThat(logs.describeLogStreams(
                                request -> request.logGroupName(group).logStreamNamePrefix("o"))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .containsExactly("one", "other");
        assertThat(logs.describeLogStreams(request -> request.logGroupName(group)
                                .orderBy(OrderBy.LAST_EVENT_TIME)
                                .descending(true))
                        .logStreams())
                .extracting(LogStream::logStreamName)
                .endsWith("two", "one");
        assertThat(
                        logs
                                .describeLogStreamsPaginator(
                                        request -> request.logGroupName(group).limit(1))
                                .logStreams()
                                .stream()
                                .map(LogStream::logStreamName))
                .containsExactly("one", "other", "two");
    }

    @Test
    void streamsThatAreRefused() {
        make("s");

        assertThatThrownBy(() -> logs.createLogStream(
                        request -> request.logGroupName(group).logStreamName("s")))
                .isInstanceOf(ResourceAlreadyExistsException.class)
                .hasMessageContaining("The specified log stream already exists");
        assertThatThrownBy(() -> logs.createLogStream(
                        request -> request.logGroupName("none").logStreamName("s")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log group does not exist.");
        assertThatThrownBy(() -> logs.createLogStream(
                        request -> request.logGroupName(group).logStreamName("a:b")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("1 validation error detected: Value 'a:b' at 'logStreamName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: [^:*]*");
        assertThatThrownBy(() -> logs.describeLogStreams(request ->
                        request.logGroupName(group).logStreamNamePrefix("s").orderBy(OrderBy.LAST_EVENT_TIME)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.describeLogStreams(request -> {})).isInstanceOf(InvalidParameterException.class);

        logs.deleteLogStream(request -> request.logGroupName(group).logStreamName("s"));
        assertThatThrownBy(() -> logs.deleteLogStream(
                        request -> request.logGroupName(group).logStreamName("s")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
    }

    // --- events

    @Test
    void readsAStreamForwards() {
        make("s");
        put("s", events(0, 10));

        var first = get(true, 4, null);
        assertThat(first.events()).extracting(OutputLogEvent::message).containsExactly("0", "1", "2", "3");
        var second = get(true, 4, first.nextForwardToken());
        var third = get(true, 4, second.nextForwardToken());
        assertThat(third.events()).extracting(OutputLogEvent::message).containsExactly("8", "9");
        var end = get(true, 4, third.nextForwardToken());
        assertThat(end.events()).isEmpty();
        assertThat(end.nextForwardToken()).isEqualTo(third.nextForwardToken());

        put("s", events(10, 11));
        assertThat(get(true, 4, end.nextForwardToken()).events())
                .extracting(OutputLogEvent::message)
                .containsExactly("10");
        assertThat(get(true, 4, third.nextBackwardToken()).events())
                .extracting(OutputLogEvent::message)
                .containsExactly("4", "5", "6", "7");
    }

    @Test
    void readsAStreamBackwards() {
        make("s");
        put("s", events(0, 10));

        var last = get(false, 4, null);
        assertThat(last.events()).extracting(OutputLogEvent::message).containsExactly("6", "7", "8", "9");
        var before = get(false, 10, last.nextBackwardToken());
        assertThat(before.events()).hasSize(6);
        var end = get(false, 4, before.nextBackwardToken());
        assertThat(end.events()).isEmpty();
        assertThat(end.nextBackwardToken()).isEqualTo(before.nextBackwardToken());
        assertThat(get(true, 4, last.nextForwardToken()).nextForwardToken()).isEqualTo(last.nextForwardToken());
        assertThat(get(true, 1, end.nextForwardToken()).events())
                .extracting(OutputLogEvent::message)
                .containsExactly("0");
    }

    @Test
    void anEmptyStreamHasTokensToo() {
        make("s");

        var empty = get(true, 10, null);
        assertThat(empty.events()).isEmpty();
        assertThat(get(true, 10, empty.nextForwardToken()).nextForwardToken()).isEqualTo(empty.nextForwardToken());
        put("s", events(0, 2));
        assertThat(get(true, 10, empty.nextForwardToken()).events()).hasSize(2);
        assertThatThrownBy(() -> get(true, 10, "nonsense")).isInstanceOf(InvalidParameterException.class);
    }

    private GetLogEventsResponse get(boolean fromHead, int limit, @Nullable String token) {
        return logs.getLogEvents(request -> request.logGroupName(group)
                .logStreamName("s")
                .startFromHead(fromHead)
                .limit(limit)
                .nextToken(token));
    }

    private InputLogEvent[] events(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> event(now - 1_000 + number / 3, Integer.toString(number)))
                .toArray(InputLogEvent[]::new);
    }

    @Test
    void readsATimeRange() {
        make("s");
        put("s", event(now - 3, "a"), event(now - 2, "b"), event(now - 1, "c"));

        assertThat(logs.getLogEvents(request -> request.logGroupName(group)
                                .logStreamName("s")
                                .startTime(now - 3)
                                .endTime(now - 1))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("a", "b");
        assertThat(found(inGroup().startTime(now - 2).endTime(now - 1))).containsExactly("b", "c");
        assertThat(logs.getLogEvents(request -> request.logGroupName(group).logStreamName("s"))
                        .events())
                .allSatisfy(event -> assertThat(event.ingestionTime()).isGreaterThanOrEqualTo(now));
    }

    @Test
    void filtersAllStreamsInTheOrderOfTime() {
        make("a", "b", "c");
        put("a", event(now - 9, "1 ERROR"), event(now - 6, "4 INFO"));
        put("b", event(now - 8, "2 ERROR"), event(now - 5, "5 ERROR"));
        put("c", event(now - 7, "3 ERROR"));

        assertThat(found(inGroup().filterPattern("ERROR"))).containsExactly("1 ERROR", "2 ERROR", "3 ERROR", "5 ERROR");
        assertThat(found(inGroup().filterPattern("ERROR").limit(1)))
                .containsExactly("1 ERROR", "2 ERROR", "3 ERROR", "5 ERROR");
        assertThat(found(inGroup().logStreamNames("a", "c"))).containsExactly("1 ERROR", "3 ERROR", "4 INFO");
        assertThat(found(inGroup().logStreamNamePrefix("b"))).containsExactly("2 ERROR", "5 ERROR");
        assertThat(found(inGroup().startFromHead(false).startTime(now - 8).limit(2)))
                .containsExactly("5 ERROR", "4 INFO", "3 ERROR", "2 ERROR");
        var response = logs.filterLogEvents(inGroup().limit(2).build());
        assertThat(response.searchedLogStreams()).isEmpty();
        assertThat(response.nextToken()).isNotNull();
        assertThat(response.events().getFirst().logStreamName()).isEqualTo("a");
        assertThat(response.events().getFirst().ingestionTime()).isGreaterThanOrEqualTo(now);
        assertThat(logs.filterLogEvents(inGroup().limit(5).build()).nextToken()).isNull();
    }

    @Test
    void filtersThatAreRefused() {
        make("s");

        for (var pattern : List.of("{ $.a", "[a", "\"open", "a:b"))
            assertThatThrownBy(() -> found(inGroup().filterPattern(pattern)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Invalid filter pattern");
        assertThatThrownBy(() -> found(inGroup().logStreamNames("s").logStreamNamePrefix("s")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> found(inGroup().logStreamNames("none"))).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> found(inGroup().nextToken("nonsense"))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> found(inGroup().startTime(2L).endTime(1L)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> found(inGroup().startFromHead(false))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.filterLogEvents(request -> request.logGroupName("none")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void manyEventsComeInPages() {
        make("s");
        var text = "x".repeat(1_000);
        for (var batch = 0; batch < 3; batch++)
            put(
                    "s",
                    IntStream.range(0, 900)
                            .mapToObj(number -> event(now, number + text))
                            .toArray(InputLogEvent[]::new));

        assertThat(logs.filterLogEvents(inGroup().build()).events()).hasSizeBetween(1_000, 1_030);
        assertThat(found(inGroup())).hasSize(2_700);
        assertThat(logs.getLogEvents(request ->
                                request.logGroupName(group).logStreamName("s").startFromHead(true))
                        .events())
                .hasSizeBetween(1_000, 1_030);
    }

    @Test
    void takesNoBatchThatIsInDisorder() {
        make("s");

        assertThatThrownBy(() -> put("s", event(now, "b"), event(now - 1, "a")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("must be in chronological order");
        assertThatThrownBy(() -> put("s", event(now - 25 * HOUR, "a"), event(now, "b")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("cannot span more than 24 hours");
        assertThatThrownBy(() -> put("s", event(now, "x".repeat(600_000)), event(now, "é".repeat(250_000))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Upload too large: 1100052 bytes exceeds limit of 1048576");
        assertThatThrownBy(() -> put("s", event(now, ""))).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> put("none", event(now, "a")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("The specified log stream does not exist.");
        assertThat(found(inGroup())).isEmpty();
    }

    @Test
    void saysWhichEventsItLeavesOut() {
        make("s");
        var day = 24 * HOUR;
        var old = logs.putLogEvents(request -> request.logGroupName(group)
                        .logStreamName("s")
                        .logEvents(event(now - 14 * day - HOUR, "a"), event(now - 14 * day + HOUR, "b")))
                .rejectedLogEventsInfo();
        assertThat(old.tooOldLogEventEndIndex()).isEqualTo(1);
        assertThat(old.expiredLogEventEndIndex()).isNull();
        assertThat(old.tooNewLogEventStartIndex()).isNull();
        var early = logs.putLogEvents(request -> request.logGroupName(group)
                        .logStreamName("s")
                        .logEvents(event(now, "c"), event(now + 3 * HOUR, "d")))
                .rejectedLogEventsInfo();
        assertThat(early.tooNewLogEventStartIndex()).isEqualTo(1);
        logs.putRetentionPolicy(request -> request.logGroupName(group).retentionInDays(3));
        var expired = logs.putLogEvents(request -> request.logGroupName(group)
                        .logStreamName("s")
                        .logEvents(event(now - 3 * day - HOUR, "e"), event(now - 3 * day + HOUR, "f")))
                .rejectedLogEventsInfo();
        assertThat(expired.expiredLogEventEndIndex()).isEqualTo(1);

        assertThat(found(inGroup())).containsExactly("f", "c");
    }

    // --- what is not held

    @ParameterizedTest
    @ValueSource(strings = {"key", "protected"})
    void groupsThatAreNotHeld(String what) {
        assertThatThrownBy(() -> logs.createLogGroup(request -> {
                    request.logGroupName(group);
                    if (what.equals("key")) request.kmsKeyId("arn:aws:kms:us-east-1:000000000000:key/k");
                    else request.deletionProtectionEnabled(true);
                }))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("not supported by this version of Samovar");
    }

    @Test
    void subscriptionFiltersAreNotHeld() {
        make();

        assertThat(logs.describeSubscriptionFilters(request -> request.logGroupName(group))
                        .subscriptionFilters())
                .isEmpty();
        assertThatThrownBy(() -> logs.putSubscriptionFilter(request -> request.logGroupName(group)
                        .filterName("f")
                        .filterPattern("")
                        .destinationArn("arn:aws:lambda:us-east-1:000000000000:function:f")))
                .isInstanceOfSatisfying(
                        CloudWatchLogsException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(501));
        assertThatThrownBy(() -> logs.deleteSubscriptionFilter(
                        request -> request.logGroupName(group).filterName("f")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anEndpointWithoutLogsSaysSo() {
        try (var without = LambdaApi.on(runtime, ACCOUNT).start();
                var client = Clients.configured(CloudWatchLogsClient.builder(), without.uri())
                        .build()) {
            assertThatThrownBy(client::describeLogGroups)
                    .isInstanceOf(CloudWatchLogsException.class)
                    .hasMessageContaining("LambdaApi.logs");
        }
    }
}
