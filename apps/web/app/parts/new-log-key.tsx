import { acceptLogKey } from '@keyward/keyholder/sync'
import { Banner, Button, LinkButton } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { paths } from '../paths.ts'
import { useCommand } from '../use-command.ts'
import { useKeyholder } from '../use-keyholder.ts'
import { Problem } from './problem.tsx'

/** The server signs its log with another key than before: somebody has to know why. */
export function NewLogKey() {
  const text = messages.app.newLogKey
  const { session } = useKeyholder()
  const accept = useCommand(() => acceptLogKey(session.replica))
  return (
    <>
      <Banner
        tone="warn"
        title={text.title}
        action={
          <div className="flex flex-wrap gap-2">
            <LinkButton href={paths.activity}>{text.look}</LinkButton>
            <Button isPending={accept.isPending} onPress={() => void accept.run()}>
              {text.accept}
            </Button>
          </div>
        }
      >
        {text.text}
      </Banner>
      <Problem problem={accept.problem} />
    </>
  )
}
