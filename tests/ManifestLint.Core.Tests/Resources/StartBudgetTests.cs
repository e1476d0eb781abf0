using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>What a pod's probes bear: initial delay plus period times failure threshold, with the defaults of the API server.</summary>
public sealed class StartBudgetTests
{
    [Theory]
    [InlineData("startupProbe: {periodSeconds: 10, failureThreshold: 30}", 300L)]
    [InlineData("startupProbe: {initialDelaySeconds: 15, periodSeconds: 5, failureThreshold: 24}, readinessProbe: {initialDelaySeconds: 600}", 135L)]
    [InlineData("startupProbe: {}", 30L)]
    [InlineData("startupProbe: {periodSeconds: 0, failureThreshold: 0}", 30L)]
    [InlineData("readinessProbe: {initialDelaySeconds: 60}", 90L)]
    [InlineData("readinessProbe: {periodSeconds: 5, failureThreshold: 2}", 10L)]
    [InlineData("livenessProbe: {initialDelaySeconds: 300}", null)]
    [InlineData("startupProbe: {failureThreshold: '${N}'}", null)]
    [InlineData("startupProbe: {failureThreshold: 9223372036854775807}", null)]
    [InlineData("startupProbe: {periodSeconds: 3000000000, failureThreshold: 4000000000}", null)]
    public void One_container(string probes, long? seconds) =>
        Assert.Equal(seconds, Given.Pod($"{{containers: [{{name: web, {probes}}}]}}").FindStartBudget()?.Seconds);

    [Theory]
    [InlineData("[{name: web, startupProbe: {}}, {name: api, startupProbe: {failureThreshold: 6}}]", "[]", 60, 0, "api")]
    [InlineData("[{name: web, startupProbe: {}}, {name: exporter}]", "[{name: migrate}]", 30, 0, "web")]
    [InlineData("[{name: web, startupProbe: {}}]", "[{name: proxy, restartPolicy: Always, startupProbe: {failureThreshold: 2}}]", 50, 20, "web")]
    [InlineData("[{name: web, startupProbe: {}}]", "[{name: a, restartPolicy: Always, startupProbe: {}}, {name: b, restartPolicy: Always, startupProbe: {}}]", 90, 60, "web")]
    [InlineData("[{name: web}]", "[{name: proxy, restartPolicy: Always, startupProbe: {}}]", 30, 0, "proxy")]
    [InlineData("[{name: web, startupProbe: {}}]", "[{name: proxy, restartPolicy: Always, readinessProbe: {initialDelaySeconds: 100}}]", 130, 0, "proxy")]
    [InlineData("[{name: web, startupProbe: {}}]", "[{name: proxy, restartPolicy: Always, readinessProbe: {}}]", 30, 0, "proxy")]
    [InlineData("[{name: web, startupProbe: {}}]", "[{name: setup, startupProbe: {failureThreshold: 90}}]", 30, 0, "web")]
    public void A_startup_probe_of_a_native_sidecar_holds_up_what_comes_after_it(string containers, string initContainers, long seconds, long sidecars, string container)
    {
        StartBudget budget = Given.Pod($"{{containers: {containers}, initContainers: {initContainers}}}").FindStartBudget()!.Value;

        Assert.Equal((seconds, sidecars, container), (budget.Seconds, budget.SidecarSeconds, budget.Container.Name?.Value));
        Assert.Equal(seconds - sidecars, budget.ContainerSeconds);
    }

    [Theory]
    [InlineData("startupProbe: {}, readinessProbe: {}", "startupProbe")]
    [InlineData("readinessProbe: {}", "readinessProbe")]
    public void The_probe_that_decides_is_told(string probes, string key) =>
        Assert.Equal(key, Given.Pod($"{{containers: [{{name: web, {probes}}}]}}").FindStartBudget()!.Value.Probe.Key);

    [Theory]
    [InlineData("{}")]
    [InlineData("{containers: text}")]
    [InlineData("{containers: [null, {name: web, startupProbe: text}]}")]
    public void Without_a_probe_nobody_knows(string pod) => Assert.Null(Given.Pod(pod).FindStartBudget());
}
