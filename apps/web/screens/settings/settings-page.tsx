import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from 'react'
import { useParams } from '@tanstack/react-router'
import { EmptyState, LinkButton } from '@keyward/ui'
import { Loading } from '../../app/parts/loading.tsx'
import { paths } from '../../app/paths.ts'
import { messages } from '../../messages/messages.ts'

type Page = LazyExoticComponent<ComponentType>

/** Every page by its address. What a page needs is loaded when it is first shown. */
const PAGES: Readonly<Record<string, Page>> = {
  'auto-fill': lazy(async () => ({ default: (await import('./auto-fill-page.tsx')).AutoFillPage })),
  biometrics: lazy(async () => ({
    default: (await import('./biometrics-page.tsx')).BiometricsPage,
  })),
  lock: lazy(async () => ({ default: (await import('./lock-page.tsx')).LockPage })),
  appearance: lazy(async () => ({
    default: (await import('./appearance-page.tsx')).AppearancePage,
  })),
  ...(import.meta.env.MODE === 'extension'
    ? {
        sites: lazy(async () => ({
          default: (await import('../extension/sites-page.tsx')).SitesPage,
        })),
      }
    : {}),
  devices: lazy(async () => ({ default: (await import('./devices-page.tsx')).DevicesPage })),
  recovery: lazy(async () => ({ default: (await import('./recovery-page.tsx')).RecoveryPage })),
  passkeys: lazy(async () => ({ default: (await import('./passkeys-page.tsx')).PasskeysPage })),
  policies: lazy(async () => ({ default: (await import('./policies-page.tsx')).PoliciesPage })),
  webhooks: lazy(async () => ({
    default: (await import('./webhooks/webhooks-page.tsx')).WebhooksPage,
  })),
  support: lazy(async () => ({ default: (await import('./support-page.tsx')).SupportPage })),
  import: lazy(async () => ({ default: (await import('./import-page.tsx')).ImportPage })),
  export: lazy(async () => ({ default: (await import('./export-page.tsx')).ExportPage })),
  about: lazy(async () => ({ default: (await import('./about-page.tsx')).AboutPage })),
}

/** The page of one setting. */
export function SettingsPage() {
  const { page = '' } = useParams({ strict: false })
  const Chosen = Object.hasOwn(PAGES, page) ? PAGES[page] : undefined
  if (Chosen === undefined) return <NoPage />
  return (
    <Suspense fallback={<Loading />}>
      <Chosen key={page} />
    </Suspense>
  )
}

function NoPage() {
  const { title, text } = messages.app.notFound
  return (
    <div className="m-auto">
      <EmptyState
        title={title}
        action={<LinkButton href={paths.settings}>{messages.settings.title}</LinkButton>}
      >
        {text}
      </EmptyState>
    </div>
  )
}
