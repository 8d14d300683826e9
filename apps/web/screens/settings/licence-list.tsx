import { useState } from 'react'
import { Disclosure, MonoBlock, Skeleton } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { useRead } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import type { Library, Licences } from '../../licences/library.ts'
import { reflow } from '../../licences/reflow.ts'
import { messages } from '../../messages/messages.ts'

const text = messages.settings.about

/** What the app is made of. The texts are many, so they are loaded when somebody asks for them. */
export function LicenceList() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Disclosure title={text.libraries} level={3} isOpen={isOpen} onOpenChange={setOpen}>
      {isOpen ? <Libraries /> : null}
    </Disclosure>
  )
}

function Libraries() {
  const { data, isPending, problem, retry } = useRead(views.licences, loadLicences)
  if (isPending) return <Skeleton label={text.licencesLoading} />
  if (data === undefined) return <Problem problem={problem} onRetry={retry} />
  const { libraries, texts } = data
  return (
    <>
      <p className="pb-1 text-note">{text.librariesText(libraries.length)}</p>
      {libraries.map((library) => (
        <LibraryItem key={library.name} library={library} licence={texts[library.text ?? -1]} />
      ))}
    </>
  )
}

interface LibraryItemProps {
  readonly library: Library
  /** The text of its licence, if it brings one. */
  readonly licence: string | undefined
}

function LibraryItem({ library, licence }: LibraryItemProps) {
  const [isOpen, setOpen] = useState(false)
  const { name, version } = library
  return (
    <Disclosure
      title={text.library(name, version, library.licence)}
      level={4}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      {isOpen ? <Licence library={library} licence={licence} /> : null}
    </Disclosure>
  )
}

function Licence({ library: { name, licence: id }, licence }: LibraryItemProps) {
  if (licence === undefined) return <p>{text.noLicenceText(id)}</p>
  return <MonoBlock label={text.licenceOf(name)}>{reflow(licence)}</MonoBlock>
}

async function loadLicences(): Promise<Licences> {
  return (await import('../../licences/built.ts')).licences
}
