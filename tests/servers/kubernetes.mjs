// Validates objects of Kubernetes: node kubernetes.mjs < objects.json > errors.json. The input is a list of objects, the output a list of mistakes for each.
// The validators of kubernetes-models know types and what is required, and ignore members that they do not know. Those are the ones that no validator looks at.
import { readFileSync } from 'node:fs';

const kinds = {
  'v1/ServiceAccount': 'IoK8sApiCoreV1ServiceAccount',
  'v1/PersistentVolumeClaim': 'IoK8sApiCoreV1PersistentVolumeClaim',
  'v1/ConfigMap': 'IoK8sApiCoreV1ConfigMap',
  'v1/Service': 'IoK8sApiCoreV1Service',
  'networking.k8s.io/v1/NetworkPolicy': 'IoK8sApiNetworkingV1NetworkPolicy',
  'batch/v1/CronJob': 'IoK8sApiBatchV1CronJob',
  'batch/v1/Job': 'IoK8sApiBatchV1Job',
};

/** The value, and in `unseen` a function that adds the paths of its members which nobody has looked at. */
function watch(value, path, unseen) {
  if (value === null || typeof value !== 'object')
    return value;
  const seen = new Set();
  const copy = Array.isArray(value) ? value.map((v, i) => watch(v, `${path}/${i}`, unseen))
    : Object.fromEntries(Object.entries(value).map(([k, v]) => [k, watch(v, `${path}/${k}`, unseen)]));
  if (Array.isArray(copy))
    return copy;
  unseen.push(() => Object.keys(value).filter(k => !seen.has(k)).map(k => `${path}/${k}: is unknown`));
  return new Proxy(copy, {
    get: (object, key) => (seen.add(key), object[key]),
    ownKeys: object => (Object.keys(object).forEach(k => seen.add(k)), Reflect.ownKeys(object)), // names of somebody's choice
  });
}

const errors = [];
for (const object of JSON.parse(readFileSync(0, 'utf8'))) {
  const kind = `${object.apiVersion}/${object.kind}`;
  if (!kinds[kind]) {
    errors.push([`${kind} is no kind that is known here`]);
    continue;
  }
  const { validate } = await import(`kubernetes-models/_schemas/${kinds[kind]}`);
  const unseen = [];
  const found = validate(watch(object, '', unseen)) ? [] : validate.errors.map(e => `${e.instancePath}: ${e.keyword} ${JSON.stringify(e.params)}`);
  errors.push([...found, ...unseen.flatMap(u => u())]);
}
console.log(JSON.stringify(errors));
