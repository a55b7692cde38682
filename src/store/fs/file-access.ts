import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';

/**
 * Access rights of a file: owner, mode, access control list (ACL) and extended attributes (xattrs). Node reads and writes
 * only the first two, so the system's cp copies all of them. It takes 3 ms, and only when a file is saved.
 */

/**
 * Copies a file with the same owner, mode, ACL and xattrs. False if cp is missing, can't keep them (BusyBox, network
 * disks) or failed; the copy may then be incomplete.
 */
export function copyWithAccess(path: string, copy: string): boolean {
  if (hasOtherLists(path)) return false;
  const options: SpawnSyncOptions & { detached: boolean } = {
    stdio: 'ignore',
    timeout: 10_000,
    // In its own session: Ctrl-C in the terminal must not end cp alone. (The types lack this option.)
    detached: true,
  };
  return spawnSync('cp', [...flags(), '--', path, copy], options).status === 0;
}

/** NFS, CIFS and SMB2, by the number from statfs: cp doesn't support their access control lists. */
const networkDisks: ReadonlySet<number> = new Set([0x6969, 0xff534d42, 0xfe534d42]);

function hasOtherLists(path: string): boolean {
  return process.platform === 'linux' && networkDisks.has(statfsSync(path).type);
}

/** GNU cp must keep the attributes listed, or fail; `-p` keeps ACLs and xattrs on macOS and BSD. */
function flags(): string[] {
  if (process.platform !== 'linux') return ['-p'];
  const context = existsSync('/sys/fs/selinux/enforce') ? ',context' : '';
  return [`--preserve=mode,ownership,xattr${context}`];
}
