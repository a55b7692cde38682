import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';

/**
 * Who may do what with a file: owner, mode, access control list (ACL) and extended attributes (xattrs). Node reads and
 * writes only the first two, so the system's own cp copies them all. It takes 3 ms, and only where a file is saved.
 */

/**
 * Makes a copy of a file with the same owner, mode, ACL and xattrs. False where cp is missing, can't keep them (BusyBox,
 * network disks) or failed; then there may be an incomplete copy.
 */
export function copyWithAccess(path: string, copy: string): boolean {
  if (hasOtherLists(path)) return false;
  const options: SpawnSyncOptions & { detached: boolean } = {
    stdio: 'ignore',
    timeout: 10_000,
    // In a session of its own: Ctrl-C in the terminal must not end it alone. (The types don't know that it can be.)
    detached: true,
  };
  return spawnSync('cp', [...flags(), '--', path, copy], options).status === 0;
}

/** NFS, CIFS and SMB2, by the number that statfs gives: their access control lists are not those that cp knows. */
const networkDisks: ReadonlySet<number> = new Set([0x6969, 0xff534d42, 0xfe534d42]);

function hasOtherLists(path: string): boolean {
  return process.platform === 'linux' && networkDisks.has(statfsSync(path).type);
}

/** What is named to GNU cp it must keep, or fail; `-p` keeps ACLs and xattrs on macOS and BSD. */
function flags(): string[] {
  if (process.platform !== 'linux') return ['-p'];
  const context = existsSync('/sys/fs/selinux/enforce') ? ',context' : '';
  return [`--preserve=mode,ownership,xattr${context}`];
}
