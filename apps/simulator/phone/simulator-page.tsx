import { useState } from 'react'
import type { Owner, SimulatedPhone, Simulation } from './load-simulation.ts'
import { nameOf, OwnerChoice } from './owner-choice.tsx'
import { PassedPanel } from './passed-panel.tsx'
import { PhoneBody } from './phone-body.tsx'

/** All phones of the page, one of them shown, and what passed in it. */
export function SimulatorPage({ simulation }: { readonly simulation: Simulation }) {
  const { origins, owners } = simulation
  const [phones, setPhones] = useState(simulation.phones)
  const [shown, setShown] = useState(0)
  const give = (as: string | undefined): void => {
    void simulation.give(phones, shown, as).then(setPhones)
  }
  const [showsPanel, setShowsPanel] = useState(false)
  return (
    <div className="flex h-dvh flex-col bg-paper">
      <header className="flex flex-wrap items-center gap-x-0.5 border-b border-line px-1">
        <h1 className="sr-only">Simulated phones</h1>
        <Tabs phones={phones} owners={owners} shown={shown} onShow={setShown} />
        <OwnerChoice owners={owners} as={phones[shown]?.as} onChange={give} />
        <button
          type="button"
          aria-pressed={showsPanel}
          onClick={() => setShowsPanel(!showsPanel)}
          className="min-h-11 shrink-0 px-2 text-note font-medium wide:hidden"
        >
          What passed
        </button>
      </header>
      <main className="flex min-h-0 flex-1 flex-col">
        {phones.map(({ phone, as }, index) => (
          <div
            key={phone.state().device.id}
            role="tabpanel"
            id={`phone-${phone.state().device.id}`}
            aria-labelledby={`tab-${phone.state().device.id}`}
            hidden={index !== shown}
            className="relative flex min-h-0 flex-1 not-hidden:flex wide:gap-8 wide:px-8"
          >
            <PhoneBody phone={phone} as={as} origins={origins} />
            <PassedPanel phone={phone} isOpen={showsPanel} />
          </div>
        ))}
      </main>
    </div>
  )
}

interface TabsProps {
  readonly phones: readonly SimulatedPhone[]
  readonly owners: readonly Owner[]
  readonly shown: number
  readonly onShow: (index: number) => void
}

/** One tab for each phone, with its owner's name. */
function Tabs({ phones, owners, shown, onShow }: TabsProps) {
  return (
    <div
      role="tablist"
      aria-label="Phones"
      className="flex min-w-24 flex-1 basis-24 overflow-x-auto"
    >
      {phones.map(({ phone, as }, index) => {
        const { id, name } = phone.state().device
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={index === shown}
            aria-controls={`phone-${id}`}
            onClick={() => onShow(index)}
            className="min-h-11 shrink-0 border-b-2 border-transparent px-3 text-note text-soft aria-selected:border-ink aria-selected:text-ink"
          >
            {as === undefined ? name : `${name} (${nameOf(owners, as)})`}
          </button>
        )
      })}
    </div>
  )
}
