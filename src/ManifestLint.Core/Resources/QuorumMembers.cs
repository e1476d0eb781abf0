using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>Servers that keep working only while more than half of them run.</summary>
public static class QuorumMembers
{
    /// <summary>The last parts of image names of servers that elect by majority (Raft, ZAB, quorum queues), whatever the registry.</summary>
    public static readonly ImmutableArray<string> Images = ["etcd", "zookeeper", "consul", "rabbitmq", "nats", "cockroach"];

    /// <summary>How many of <paramref name="members"/> may stop together while a majority is left.</summary>
    public static long Tolerated(long members) => Math.Max(0, (members - 1) / 2);

    /// <summary>
    /// The regular container that is a member, or null. An agent of Consul is none unless it runs as server.
    /// </summary>
    /// <param name="pod">The pod.</param>
    /// <param name="images">Last parts of image names.</param>
    public static ContainerView? Find(PodSpecView pod, ImmutableArray<string> images)
    {
        foreach (ContainerView container in pod.Containers)
        {
            if (container.ImageReference is { } image && images.Contains(image.Last) && !IsConsulClient(container, image))
                return container;
        }

        return null;
    }

    /// <summary>
    /// The regular container that runs Kafka as controller of its own quorum (KRaft): <c>process.roles</c> given through the environment holds
    /// <c>controller</c>. Brokers with ZooKeeper, and brokers alone, elect elsewhere.
    /// </summary>
    public static ContainerView? FindKafkaController(PodSpecView pod)
    {
        foreach (ContainerView container in pod.Containers)
        {
            // apache/kafka and confluentinc read KAFKA_PROCESS_ROLES, bitnami KAFKA_CFG_PROCESS_ROLES.
            bool isKafka = container.ImageReference is { Last: "kafka" or "cp-kafka" or "cp-server" };
            string? roles = isKafka ? (container.GetEnvironment("KAFKA_PROCESS_ROLES") ?? container.GetEnvironment("KAFKA_CFG_PROCESS_ROLES"))?.Value : null;
            if (roles?.Contains("controller", StringComparison.Ordinal) == true)
                return container;
        }

        return null;
    }

    // The image runs `agent -dev` by itself, which is a server; with own words it is a client unless they say -server.
    private static bool IsConsulClient(ContainerView container, ImageReference image)
    {
        if (image.Last != "consul" || (container.Command.IsEmpty && container.Args.IsEmpty))
            return false;

        return !container.Command.Words.Concat(container.Args.Words).Any(word => word.Value.Contains("-server", StringComparison.Ordinal) || word.Value.Contains("-dev", StringComparison.Ordinal));
    }
}
