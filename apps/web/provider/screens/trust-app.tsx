import { Banner, Button, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { useSheet } from '../use-sheet.ts'

/**
 * An app that could not be proven to belong to the site, because the site says so or because it can't
 * be asked now. Giving it nothing is the likeliest answer
 * and has the focus; what lets it through stands below the warning.
 */
export function TrustAppScreen({ stage }: { readonly stage: StageOf<'trust'> }) {
  const text = provider.trust
  const { desk, isBusy } = useSheet()
  const { appName, packageName, certificate, rpId, reason } = stage.question
  const what = rpId === '' ? text.forAll : text.forOne(rpId)
  // The site may well say that the app is its own: it can't be asked just now.
  const isUnreachable = reason === 'links-unreachable'
  return (
    <SheetFrame
      title={isUnreachable ? text.unreachableTitle : text.title}
      line={isUnreachable ? text.unreachableLine(rpId) : text.reasons[reason]}
      onSubmit={() => desk.cancel()}
      primary={
        <Button type="submit" tone="primary" isWide hasFirstFocus isDisabled={isBusy}>
          {text.refuse}
        </Button>
      }
    >
      <Banner tone="warn" title={appName}>
        {isUnreachable ? text.unreachableWarning(appName, what) : text.warning(appName, what)}
      </Banner>
      <dl className="flex flex-col gap-3 text-note">
        <div>
          <dt className="text-soft">{text.app}</dt>
          <dd className="font-mono break-all">{packageName}</dd>
        </div>
        <div>
          <dt className="text-soft">{text.signature}</dt>
          <dd className="font-mono break-all">{certificate}</dd>
        </div>
      </dl>
      <div className="flex flex-col gap-2">
        {isUnreachable ? (
          <Button isWide isDisabled={isBusy} onPress={() => desk.answer('trust', 'again')}>
            {text.again}
          </Button>
        ) : null}
        <Button isWide isDisabled={isBusy} onPress={() => desk.answer('trust', 'once')}>
          {text.once}
        </Button>
        {isUnreachable ? null : (
          <Button isWide isDisabled={isBusy} onPress={() => desk.answer('trust', 'always')}>
            {text.always}
          </Button>
        )}
      </div>
    </SheetFrame>
  )
}
