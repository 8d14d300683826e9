import { createRoot } from 'react-dom/client'
import './phone.css'
import { loadSimulation } from './load-simulation.ts'
import { SimulatorPage } from './simulator-page.tsx'

const place = document.getElementById('root')
if (place === null) throw new Error('The page has no place for the phones.')
const simulation = await loadSimulation(new URLSearchParams(location.search))
createRoot(place).render(<SimulatorPage simulation={simulation} />)
