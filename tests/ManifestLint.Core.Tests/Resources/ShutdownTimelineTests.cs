using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>
/// The formulas of section 3.1 of the rollout facts: the signal at <c>P = min(preStop, G)</c>, the kill at <c>P + max(2, G - floor(P))</c>; and 3.2 for sidecars.
/// </summary>
public sealed class ShutdownTimelineTests
{
    [Theory]
    [InlineData(30, "0", 0, 30)]
    [InlineData(30, "10", 10, 30)]
    [InlineData(30, "28", 28, 30)]
    [InlineData(30, "29", 29, 31)]
    [InlineData(30, "30", 30, 32)]
    [InlineData(30, "45", 30, 32)]
    [InlineData(30, "0.5", 0.5, 30.5)]
    [InlineData(30, "25.5", 25.5, 30.5)]
    [InlineData(30, "29.5", 29.5, 31.5)]
    [InlineData(45, "15", 15, 45)]
    [InlineData(1, "0", 0, 2)]
    [InlineData(1, "5", 1, 3)]
    [InlineData(0, "5", 1, 3)]
    [InlineData(-7, "0", 0, 2)]
    public void Kill_follows_what_the_hook_left_of_the_grace_and_at_least_two_seconds(long grace, string sleep, double signal, double kill)
    {
        ShutdownTimeline timeline = ShutdownTimeline.Of(Assert.Single(Given.Pod($"{{terminationGracePeriodSeconds: {grace}, containers: [{Sleeper("web", sleep)}]}}").Containers));

        Assert.Equal(new Moment(signal, signal), timeline.PreStop);
        Assert.Equal(new Moment(signal, signal), timeline.Signal);
        Assert.Equal(new Moment(kill, kill), timeline.Kill);
        Assert.Equal(kill - signal, timeline.SecondsToStop);
        Assert.Equal(double.Parse(sleep, System.Globalization.CultureInfo.InvariantCulture), timeline.WaitSeconds);
    }

    [Theory]
    [InlineData("", 0, 0, 30, 30)]
    [InlineData("lifecycle: {preStop: {httpGet: {path: /drain, port: 8080}}}", 0, 30, 30, 32)]
    [InlineData("lifecycle: {preStop: {exec: {command: [sh, -c, 'sleep 10; /drain.sh']}}}", 10, 30, 30, 32)]
    [InlineData("lifecycle: {preStop: {exec: {command: [sh, -c, 'sleep 10; while kill -0 1; do sleep 1; done']}}}", 10, 30, 30, 32)]
    [InlineData("lifecycle: {preStop: {exec: {command: [sh, -c, 'sleep 29; /drain.sh']}}}", 29, 30, 31, 32)]
    // It fails at once, and the signal follows.
    [InlineData("lifecycle: {preStop: {exec: {command: ['sleep 10']}}}", 0, 0, 30, 30)]
    public void Hook_of_unknown_length_gives_bounds(string lifecycle, double earliest, double latest, double firstKill, double lastKill)
    {
        ShutdownTimeline timeline = ShutdownTimeline.Of(Given.Container($"{{name: web, image: 'shop:1', {lifecycle}}}"));

        Assert.Equal(new Moment(earliest, latest), timeline.Signal);
        Assert.Equal(earliest == latest, timeline.Signal.IsKnown);
        Assert.Equal(new Moment(firstKill, lastKill), timeline.Kill);
    }

    [Theory]
    // Its turn comes when the regular container ends: at the earliest on that one's signal, at the latest when the grace is over.
    [InlineData("0", "0", 0, 30, 30, 32, 30)]
    [InlineData("10", "0", 10, 30, 30, 32, 20)]
    // Its own hook runs from the beginning.
    [InlineData("0", "5", 5, 30, 30, 32, 25)]
    [InlineData("10", "5", 10, 30, 30, 32, 20)]
    // The regular container uses up the grace: 2 s are left.
    [InlineData("30", "0", 30, 30, 32, 32, 2)]
    [InlineData("29", "0", 29, 30, 31, 32, 2)]
    [InlineData("0", "30", 30, 30, 32, 32, 2)]
    public void Native_sidecar_is_stopped_after_the_regular_containers(string main, string own, double earliest, double latest, double firstKill, double lastKill, double toStop)
    {
        PodSpecView pod = Given.Pod($"{{containers: [{Sleeper("web", main)}], initContainers: [{Sidecar("proxy", own)}]}}");
        ShutdownTimeline timeline = ShutdownTimeline.Of(Assert.Single(pod.InitContainers));

        Assert.Equal(new Moment(earliest, latest), timeline.Signal);
        Assert.Equal(new Moment(firstKill, lastKill), timeline.Kill);
        Assert.Equal(toStop, timeline.SecondsToStop);
    }

    [Fact]
    public void Native_sidecars_stop_in_the_reverse_of_their_order()
    {
        PodSpecView pod = Given.Pod($"{{containers: [{Sleeper("web", "5")}], initContainers: [{Sidecar("first", "0")}, {{name: migrate, image: 'shop:1'}}, {Sidecar("second", "8")}]}}");

        Assert.Equal(8, ShutdownTimeline.Of(pod.InitContainers[0]).Signal.Earliest);
        Assert.Equal(8, ShutdownTimeline.Of(pod.InitContainers[0]).WaitSeconds);
        Assert.Equal(8, ShutdownTimeline.Of(pod.InitContainers[2]).Signal.Earliest);
        Assert.Equal(5, ShutdownTimeline.Of(pod.Containers[0]).Signal.Earliest);
    }

    private static string Sleeper(string name, string seconds) =>
        $"{{name: {name}, image: 'shop:1', lifecycle: {{preStop: {{exec: {{command: [sleep, '{seconds}']}}}}}}}}";

    private static string Sidecar(string name, string seconds) => Sleeper(name, seconds).Replace("image:", "restartPolicy: Always, image:", StringComparison.Ordinal);
}
