using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Tests;

namespace ManifestLint.Core.Tests.Resources;

/// <summary>Every question has an answer for every manifest, however it is written.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. RepositoryRoot.Samples];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_can_be_asked_everything(string sample)
    {
        ManifestFile file = ManifestFile.Parse(sample, File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)));
        ResourceSet set = ResourceSet.Create([new Bundle([file], IsReadWhole: true)]);

        foreach (Workload workload in set.Workloads)
        {
            _ = (set.IsExposed(workload), set.IsExternal(workload), set.MaybeServed(workload), set.ReplicasOf(workload), set.RolloutOf(workload));
            _ = (set.DisruptionBudgetsOf(workload).Length, set.OthersSelectedBy(workload).Length, set.ServingContainers(workload).Count());
            foreach (ContainerView container in workload.PodSpec.AllRunning)
                _ = (container.PreStop.SleepSpan, container.Family, container.Drain, container.Pod.FindStartBudget(), set.IsTargeted(container));
        }
    }

    [Fact]
    public void Shop_that_is_done_right_is_understood()
    {
        ResourceSet set = Folder("shop-good");
        Workload front = set.Workloads.Single(workload => workload.Name == "shop-front");
        ContainerView nginx = front.PodSpec.Containers[0];

        Assert.True(set.IsExternal(front));
        Assert.True(set.IsTargeted(nginx));
        Assert.Equal(ServerKind.Nginx, nginx.Family!.Kind);
        Assert.Equal((15, HookTraits.Wait | HookTraits.Quit), (nginx.PreStop.SleepSeconds, nginx.PreStop.Traits));
        Assert.Equal((4, 1, 0), (set.ReplicasOf(front).Count, set.RolloutOf(front).Surge, set.RolloutOf(front).Unavailable));
        Assert.Single(set.DisruptionBudgetsOf(front));
        Assert.All(set.Services, service => Assert.NotEmpty(set.WorkloadsSelectedBy(service)));
        Assert.All(set.Services, service => Assert.All(service.Ports, port => Assert.NotNull(port.ResolveIn(set.WorkloadsSelectedBy(service)[0].PodSpec))));
    }

    [Fact]
    public void Blue_and_green_are_a_pair()
    {
        ResourceSet set = Folder("blue-green");

        Assert.True(ReleasePair.IsPair(set.Workloads[0], set.Workloads[1]));
    }

    [Fact]
    public void Every_beginning_of_a_script_is_read_without_an_exception()
    {
        const string Script = "FOO=\"a $(b `c`) ${D:-'e'}\" sleep 1 2>&1 >>x; (nginx -s quit && { kill -s QUIT \"$(cat x.pid)\"; } & wait) || for i in 1 2; do case $i in 1) :;; esac; done #";

        for (int length = 0; length <= Script.Length; length++)
        {
            string text = System.Text.Json.JsonSerializer.Serialize(Script[..length]);
            Assert.True(Given.Hook($"{{exec: {{command: [sh, -c, {text}]}}}}").IsPresent);
        }
    }

    private static ResourceSet Folder(string name) => ResourceSet.Create(
    [
        new Bundle(
            [
                .. RepositoryRoot.Samples.Where(sample => sample.StartsWith(name + "/", StringComparison.Ordinal))
                    .Select(sample => ManifestFile.Parse(sample, File.ReadAllBytes(RepositoryRoot.Combine("tests", "samples", sample)))),
            ],
            IsReadWhole: true),
    ]);
}
