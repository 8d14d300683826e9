import { useState } from 'react'
import { Navigate, useSearch } from '@tanstack/react-router'
import { makeProofKey, remoteServer } from '@keyward/keyholder/remote'
import { Button, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Page } from '../../app/parts/page.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { refresh } from '../../app/query-client.ts'
import { serverOrigin, setServerOrigin } from '../../platform/server-origin.ts'
import { useCommand } from '../../app/use-command.ts'
import { useGo } from '../../app/use-go.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useSession } from '../../app/use-session.ts'
import { knownServer, suggestedServer } from '../../extension/begin.ts'
import { extensionBrowser } from '../../extension/browser.ts'
import { keepServer, originOf } from '../../extension/server-address.ts'
import { extension } from '../../messages/en/extension.ts'

/** The extension's first screen: where the workspace's server is, which is asked who it is. */
export function ServerScreen() {
  const { kind } = useSession()
  const { change } = useSearch({ strict: false }) as { readonly change?: unknown }
  const { origin, isManaged } = knownServer()
  if (kind !== 'none') return <Navigate to={paths.accounts} replace />
  const isLed = origin !== undefined && change === undefined
  return isLed || isManaged ? <Navigate to={paths.signIn} replace /> : <GiveServer />
}

function GiveServer() {
  const text = extension.server
  const { platform } = useKeyholder().ports
  const go = useGo()
  const [typed, setTyped] = useState(() => serverOrigin() || suggestedServer())
  const [isMistake, setMistake] = useState(false)
  const connect = useCommand(
    async (origin: string) => {
      // Asking takes no proof, so this key is never shown.
      const proofKey = await makeProofKey({ extractable: false })
      await remoteServer({ origin, platform, proofKey }).call('getServer')
      await keepServer(extensionBrowser(), origin)
      setServerOrigin(origin)
      refresh('session')
      return origin
    },
    { onDone: () => go(paths.signIn) },
  )
  const submit = (): void => {
    const origin = originOf(typed)
    setMistake(origin === undefined)
    if (origin !== undefined) void connect.run(origin)
  }
  return (
    <Page title={text.title} description={text.text}>
      <Form onSubmit={submit}>
        <TextField
          hasFirstFocus
          label={text.address}
          description={text.addressText}
          inputMode="url"
          autoComplete="url"
          value={typed}
          onChange={setTyped}
          error={isMistake ? text.mistake : undefined}
        />
        <Problem problem={connect.problem} />
        <Button
          type="submit"
          tone="primary"
          isWide
          isPending={connect.isPending}
          pendingLabel={text.pending}
        >
          {text.submit}
        </Button>
      </Form>
      <p className="text-note text-soft">{text.new}</p>
    </Page>
  )
}
