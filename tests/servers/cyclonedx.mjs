// Validates a bill of materials against the strict schema of CycloneDX: node cyclonedx.mjs < sbom.cdx.json. Prints the mistakes, as JSON.
import { readFileSync } from 'node:fs';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const text = readFileSync(0, 'utf8');
const version = JSON.parse(text).specVersion;
const errors = await new Validation.JsonStrictValidator(Object.values(Spec.Version).find(v => v === version)).validate(text);
console.log(JSON.stringify((errors ?? []).map(e => `${e.instancePath}: ${e.message}`)));
