import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../src/config/json-schema.ts';

for (const [name, content] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`../config/${name}`, import.meta.url), content);
  console.log(`config/${name}`);
}
