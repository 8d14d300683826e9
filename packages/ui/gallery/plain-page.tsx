import type { ReactNode } from 'react'
import { PageHeader, TextLink } from '../ui.ts'

/** A page of the gallery with a title and the way to the others. */
export function PlainPage({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <main className="mx-auto flex max-w-list flex-col gap-8 p-4 pb-16">
      <PageHeader title={title} />
      <nav aria-label="Pages" className="flex flex-wrap gap-x-4 gap-y-2">
        {['actions', 'fields', 'facts', 'states', 'frame', 'sheet'].map((page) => (
          <TextLink key={page} href={`?page=${page}`}>
            {page}
          </TextLink>
        ))}
      </nav>
      {children}
    </main>
  )
}
