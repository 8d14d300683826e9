import { ReplicaError, type ReplicaStore } from '../replica.ts'
import { explained } from '../vault/rows/transaction.ts'
import { readState, stateChange } from './state.ts'

/** An exchange may write the state at the same time. */
const MOST_TRIES = 5

/** A person says that the server's new log key is right: nobody is told of it any more. @throws {KeyholderError} `replica.*` */
export async function acceptLogKey(replica: ReplicaStore): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { state, expect } = await readState(replica)
    if (!state.isLogKeyNew) return
    try {
      await replica.write([stateChange({ ...state, isLogKeyNew: false })], [expect])
      return
    } catch (error) {
      const isOvertaken = error instanceof ReplicaError && error.rule === 'replica.conflict'
      if (!isOvertaken || attempt === MOST_TRIES) throw explained(error)
    }
  }
}
