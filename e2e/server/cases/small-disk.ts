import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Start, TestServer } from './server.ts'

/** A way to leave a server little room, and to give it room again. */
export interface SmallDisk {
  readonly name: string
  /** What a server answers without room; a device takes the second for a server that is away. */
  readonly refusal: 'storage_full' | 'unavailable'
  /** How it is started with little room; the command is for `sh -c`. */
  readonly start: (data: string) => Start
  /** Gives it room. It may be started anew for that. */
  free(server: TestServer): Promise<void>
}

/** Room for an empty database with its log, and for some accounts. */
const KILOBYTES = 2048
/** A file beside the data folder, which takes half of the room. */
const fillerOf = (data: string): string => join(dirname(data), 'filler')

/** What a file may grow to. To SQLite that is a failed write: it does not know for want of what. */
const limitedFiles: SmallDisk = {
  name: 'where no file may grow',
  refusal: 'unavailable',
  // In blocks of 512 bytes, as POSIX says for sh.
  start: () => ({ shell: `ulimit -f ${KILOBYTES * 2}; exec "$@"` }),
  async free(server) {
    await server.stop()
    await server.start()
  },
}

/** A file system of its own, which only the server's process has. */
const smallFileSystem: SmallDisk = {
  name: 'on a file system that is full',
  refusal: 'storage_full',
  start: (data) => ({
    shell: `${UNSHARE} sh -c '
      mount -t tmpfs -o size=${KILOBYTES * 2}k,mode=700 tmpfs ${dirname(data)} &&
      head -c ${KILOBYTES * 1024} /dev/zero > ${fillerOf(data)} && exec "$@"' sh "$@"`,
  }),
  async free(server) {
    rmSync(join(`/proc/${server.process().pid}/root`, fillerOf(server.data)))
  },
}

const UNSHARE = 'exec unshare --user --map-root-user --mount'

/** The ways that this machine has: not everywhere may a user mount. */
export function smallDisks(): SmallDisk[] {
  try {
    const look = `${UNSHARE} mount -t tmpfs tmpfs /mnt`
    execFileSync('/bin/sh', ['-c', look], { stdio: 'ignore' })
    return [limitedFiles, smallFileSystem]
  } catch {
    return [limitedFiles]
  }
}
