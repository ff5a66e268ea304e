# SPDX-License-Identifier: GPL-3.0-or-later
# From the manifests by kind, the two kustomizations, the config of the ConfigMap and what the image says of itself: each
# check, after whether it holds.
.Deployment as $deployment | .Service as $service | .kustomization as $kustomization | .config as $config | .image as $image |
.PodDisruptionBudget as $budget | .NetworkPolicy as $policy | .ServiceMonitor as $monitor | .ScrapeConfig.spec as $scrape | .NodeMetrics.spec as $nodes |
$deployment.spec.template as $pod | $pod.spec.containers[0] as $container |

def selects($labels): length > 0 and (to_entries | all(.value == $labels[.key]));
def all_in($names): length > 0 and (. - $names == []);
def mounted($volume): [$container.volumeMounts[] | select(.name == $volume).mountPath][0];

{
    "one namespace": ($kustomization.namespace == .operator.namespace),
    "the namespace is said there alone": ([.[] | objects.metadata.namespace?] | all(. == null)),

    "the Deployment selects its pods": ($deployment.spec.selector.matchLabels | selects($pod.metadata.labels)),
    "the Service selects the pods": ($service.spec.selector | selects($pod.metadata.labels)),
    "the PodDisruptionBudget selects the pods": ($budget.spec.selector.matchLabels | selects($pod.metadata.labels)),
    "the NetworkPolicy selects the pods": ($policy.spec.podSelector.matchLabels | selects($pod.metadata.labels)),
    "the pods are spread": ($pod.spec.topologySpreadConstraints[0].labelSelector.matchLabels | selects($pod.metadata.labels)),
    "the ServiceMonitor selects the Service": ($monitor.spec.selector.matchLabels | selects($service.metadata.labels)),
    "a drain can go on": ($budget.spec.minAvailable < $deployment.spec.replicas),

    "ports of the pod by name": ([$service.spec.ports[].targetPort, $policy.spec.ingress[].ports[].port,
        ($container | .readinessProbe, .livenessProbe).httpGet.port] | all_in([$container.ports[].name])),
    "ports of the Service by name": ([$monitor.spec.endpoints[].port] | all_in([$service.spec.ports[].name])),
    "the port of the image": ($container.ports[0].containerPort == $image.port),
    "the way to slurmrestd": ([$config.slurm.endpoint | capture(":(?<port>[0-9]+)$").port | tonumber] |
        all_in([$policy.spec.egress[].ports[].port])),

    "each mount has its volume": ([$container.volumeMounts[].name] | sort == ([$pod.spec.volumes[].name] | sort)),
    "the ConfigMap is generated": ([$pod.spec.volumes[].configMap.name // empty] == [$kustomization.configMapGenerator[].name]),
    "the config is where the daemon looks": (mounted("config") + "/" + $kustomization.configMapGenerator[0].files[0] ==
        "/etc/prometheus-slurm-sd/config.yaml"),
    "the token is where the config says": (mounted("token") + "/token" == $config.slurm.user_token_file),
    "the state is where the image says": (mounted("state") == $image.state),

    "the user of the image": ($pod.spec.securityContext | "\(.runAsUser):\(.runAsGroup)" == $image.user and .fsGroup == .runAsGroup),
    "Pod Security Standard restricted": (
        ($pod.spec | .automountServiceAccountToken == false and .hostNetwork == null and
            (.securityContext | .runAsNonRoot and .seccompProfile.type == "RuntimeDefault")) and
        ($container.securityContext | .readOnlyRootFilesystem and .allowPrivilegeEscalation == false and
            .capabilities == {drop: ["ALL"]})),
    "the name of the image": ($kustomization.images[0].name == $container.image),

    "the ScrapeConfig asks for a job": ([$scrape.jobName] | all_in([$config.jobs[] | .name // (keys - ["port"])[0]])),
    "the nodes' states are asked of the Service": ([$nodes.staticConfigs[].targets[]] ==
        ["\($service.metadata.name).\($kustomization.namespace).svc:\($service.spec.ports[0].port)"]),
    "the ScrapeConfig asks the Service": ([$scrape.httpSDConfigs[].url] ==
        ["http://\($service.metadata.name).\($kustomization.namespace).svc:\($service.spec.ports[0].port)/targets?prom_job=\($scrape.jobName)"])
} | to_entries[] | "\(.value) \(.key)"
