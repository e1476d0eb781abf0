using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class WorkloadTests
{
    [Theory]
    [InlineData("v1", "Pod", WorkloadKind.Pod)]
    [InlineData("apps/v1", "Deployment", WorkloadKind.Deployment)]
    [InlineData("extensions/v1beta1", "Deployment", WorkloadKind.Deployment)]
    [InlineData("apps/v1", "StatefulSet", WorkloadKind.StatefulSet)]
    [InlineData("apps/v1", "DaemonSet", WorkloadKind.DaemonSet)]
    [InlineData("apps/v1", "ReplicaSet", WorkloadKind.ReplicaSet)]
    [InlineData("v1", "ReplicationController", WorkloadKind.ReplicationController)]
    [InlineData("batch/v1", "Job", WorkloadKind.Job)]
    [InlineData("batch/v1beta1", "CronJob", WorkloadKind.CronJob)]
    [InlineData("argoproj.io/v1alpha1", "Rollout", WorkloadKind.Rollout)]
    [InlineData("rollouts.kruise.io/v1beta1", "Rollout", null)]
    [InlineData("apps.kruise.io/v1alpha1", "CloneSet", WorkloadKind.CloneSet)]
    [InlineData("serving.knative.dev/v1", "Service", WorkloadKind.KnativeService)]
    [InlineData("v1", "Service", null)]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig", WorkloadKind.DeploymentConfig)]
    [InlineData("v1", "DeploymentConfig", WorkloadKind.DeploymentConfig)]
    [InlineData("example.com/v1", "Deployment", null)]
    public void Kind_and_group_decide(string apiVersion, string kind, WorkloadKind? expected)
    {
        ResourceSet set = Given.Set($"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: x}}}}");

        Assert.Equal(expected, set.Workloads.FirstOrDefault()?.Kind);
        Assert.Equal(expected, set.WorkloadOf(set.Resources[0])?.Kind);
    }

    [Theory]
    [InlineData("{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: {completions: 3}}", 3L)]
    [InlineData("{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {completions: 1, jobTemplate: {spec: {completions: 4}}}}", 4L)]
    [InlineData("{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {completions: 1}}", null)]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {completions: 1}}", null)]
    public void Only_Jobs_and_CronJobs_say_how_a_Job_runs(string yaml, long? completions) =>
        Assert.Equal(completions, Given.Workload(yaml).JobSpec.GetInteger("completions")?.Value);

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: x, labels: {app: a}}, spec: {containers: [{name: web}]}}")]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: web}]}}}}")]
    [InlineData("{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: web}]}}}}}}")]
    [InlineData("{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: x}, spec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: web}]}}}}")]
    public void Template_is_found(string yaml)
    {
        Workload workload = Given.Workload(yaml);

        Assert.Equal("a", workload.TemplateLabels["app"]);
        Assert.Equal("web", Assert.Single(workload.PodSpec.Containers).Name!.Value.Value);
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {}}", true)]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {restartPolicy: Always}}", true)]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {restartPolicy: Never}}", false)]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {restartPolicy: OnFailure}}", false)]
    [InlineData("{apiVersion: batch/v1, kind: Job, metadata: {name: x}, spec: {}}", false)]
    [InlineData("{apiVersion: batch/v1, kind: CronJob, metadata: {name: x}, spec: {}}", false)]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x, annotations: {helm.sh/hook: test}}, spec: {}}", false)]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {}}", true)]
    public void Long_running_is_told_from_run_to_completion(string yaml, bool expected) => Assert.Equal(expected, Given.Workload(yaml).IsLongRunning);

    [Theory]
    [InlineData("{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: x, ownerReferences: [{kind: Deployment}]}}", true)]
    [InlineData("{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: x, ownerReferences: []}}", false)]
    [InlineData("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x, ownerReferences: [{kind: Shop}]}}", false)]
    public void Owned_pods_and_replica_sets_are_marked(string yaml, bool expected) => Assert.Equal(expected, Given.Workload(yaml).IsOwned);

    [Theory]
    [InlineData("apps/v1", "Deployment", "{matchLabels: {app: a}}", true)]
    [InlineData("apps/v1", "Deployment", "{app: a}", false)]
    [InlineData("v1", "ReplicationController", "{app: a}", true)]
    [InlineData("apps.openshift.io/v1", "DeploymentConfig", "{app: a}", true)]
    public void Selector_has_the_form_of_its_kind(string apiVersion, string kind, string selector, bool expected)
    {
        Workload workload = Given.Workload(
            $"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: x}}, spec: {{selector: {selector}, template: {{metadata: {{labels: {{app: a}}}}}}}}}}");

        Assert.Equal(expected, workload.Selector.Accepts(workload.TemplateLabels));
    }

    [Fact]
    public void Rollout_takes_the_template_of_the_deployment_that_it_names()
    {
        ResourceSet set = Given.Set(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Rollout
            metadata: {name: shop}
            spec:
              replicas: 3
              workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
              strategy: {canary: {}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec:
              replicas: 0
              selector: {matchLabels: {app: shop}}
              template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: web}]}}
            """);
        (Workload rollout, Workload deployment) = (set.Workloads[0], set.Workloads[1]);

        Assert.Same(deployment.Resource, rollout.TemplateSource);
        Assert.True(deployment.HasOwnTemplate);
        Assert.False(rollout.HasOwnTemplate);
        Assert.Same(rollout, deployment.OwningRollout);
        Assert.Equal((false, true), (rollout.HasOwnTemplate, deployment.HasOwnTemplate));
        Assert.Equal("web", Assert.Single(rollout.PodSpec.Containers).Name!.Value.Value);
        Assert.True(rollout.Selector.Accepts(rollout.TemplateLabels));
        Assert.Same(rollout, rollout.PodSpec.Containers[0].Pod.Workload);
        Assert.Equal(3, set.ReplicasOf(rollout).Count);
    }

    [Fact]
    public void Rollout_of_a_deployment_elsewhere_has_no_template()
    {
        Workload rollout = Given.Workload(
            "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: x}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: y}}}");

        Assert.Null(rollout.TemplateSource);
        Assert.Null(rollout.PodSpec.Mapping);
        Assert.Empty(rollout.PodSpec.AllRunning);
    }

    [Fact]
    public void Patch_is_partial() =>
        Assert.True(Given.Workload("{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {template: {spec: {containers: [{name: a, $patch: delete}]}}}}").IsPartial);

    [Fact]
    public void Broken_types_are_absent_and_never_throw()
    {
        Workload workload = Given.Deployment(
            "{replicas: many, strategy: [], selector: x, template: {metadata: 1, spec: {containers: {a: 1}, initContainers: [1, ~, [2]], terminationGracePeriodSeconds: {}}}}");

        Assert.Empty(workload.PodSpec.Containers);
        Assert.Empty(workload.PodSpec.InitContainers);
        Assert.Equal(30, workload.PodSpec.EffectiveGrace);
        Assert.True(workload.Selector.IsEmpty);
        Assert.True(workload.TemplateLabels.IsEmpty);
        Assert.Null(workload.WrittenReplicas);
    }
}
