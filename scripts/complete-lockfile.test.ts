import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { missingEntries } from './complete-lockfile.mjs';

describe('the lockfile', () => {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

  it('names the binaries of all platforms (else: npm run lockfile)', () => {
    expect(missingEntries(lock.packages)).toEqual({});
  });

  it('names no registry host', () => {
    expect(Object.values<{ resolved?: string }>(lock.packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
  });
});

describe('missingEntries', () => {
  it('describes a package by the platform in its name', () => {
    const optionalDependencies = {
      '@x/core-linux-arm-gnueabihf': '1.0.0',
      '@x/core-darwin-arm64': '1.0.0',
      '@x/core-linux-x64-musl': '1.0.0',
      here: '1.0.0',
    };
    expect(
      missingEntries({
        'node_modules/core': { version: '1.0.0', dev: true, optionalDependencies },
        'node_modules/here': { version: '1.0.0' },
      }),
    ).toEqual({
      'node_modules/@x/core-linux-arm-gnueabihf': {
        version: '1.0.0',
        dev: true,
        optional: true,
        os: ['linux'],
        cpu: ['arm'],
        libc: ['glibc'],
      },
      'node_modules/@x/core-darwin-arm64': { version: '1.0.0', dev: true, optional: true, os: ['darwin'], cpu: ['arm64'] },
      'node_modules/@x/core-linux-x64-musl': { version: '1.0.0', dev: true, optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    });
  });

  it('does not guess', () => {
    expect(() => missingEntries({ a: { version: '1.0.0', optionalDependencies: { fsevents: '2.0.0' } } })).toThrow(
      'fsevents names no platform',
    );
  });
});
