import type { PolicySetting } from '@keyward/workspace/rules'
import type { Acting } from './acting.ts'
import { appendToChain } from './append.ts'

/** Sets one policy. @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*` */
export async function setPolicy(acting: Acting, setting: PolicySetting): Promise<void> {
  await appendToChain(acting, (state) =>
    state.policies[setting.policy] === setting.value
      ? undefined
      : { kind: 'policy-set', ...setting },
  )
}

/** Gives the workspace another name. @throws {KeyholderError} as `setPolicy` */
export async function renameWorkspace(acting: Acting, name: string): Promise<void> {
  await appendToChain(acting, (state) =>
    state.name === name ? undefined : { kind: 'workspace-renamed', name },
  )
}
