import { useEffect, useRef } from 'react'
import { Button } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useDevice } from '../../app/use-device.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'

/** Unlocks by the phone's biometrics, asked for at once when the screen opens. */
export function BiometricUnlock() {
  const { session } = useKeyholder()
  const { biometricsLogin, biometricName } = useDevice()
  const unlock = useCommand(() => session.unlock({ by: 'device' }))
  const wasAsked = useRef(false)
  const { run } = unlock
  useEffect(() => {
    // Once: after a refusal the person decides, for each attempt counts towards a lockout.
    if (biometricsLogin !== 'on' || wasAsked.current || document.visibilityState !== 'visible')
      return
    wasAsked.current = true
    void run()
  }, [biometricsLogin, run])
  if (biometricsLogin !== 'on') return null
  return (
    <div className="flex flex-col gap-3">
      <Problem problem={unlock.problem} />
      <Button
        tone="primary"
        isWide
        isPending={unlock.isPending}
        pendingLabel={messages.unlock.pending}
        onPress={() => void run()}
      >
        {messages.unlock.biometrics(biometricName ?? '')}
      </Button>
    </div>
  )
}
