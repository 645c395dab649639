/*
 * Names of the simulated users and entities.
 */

const splitWords = (text: string): readonly [string, ...ReadonlyArray<string>] => {
  const [first, ...rest] = text.trim().split(/\s+/)
  return [first ?? "", ...rest]
}

const splitLines = (text: string): readonly [string, ...ReadonlyArray<string>] => {
  const [first, ...rest] = text.trim().split(/\s*\n\s*/)
  return [first ?? "", ...rest]
}

export const firstNames = splitWords(`
  Ada Adam Agnes Aiko Alan Alba Amara Amir Ana Anders Anke Anton Aoife Asha Astrid Béla Bianca Björn Boris Bruno Carla
  Cedric Chiara Chloé Clara Colin Dana Daniel Daria David Diego Dilip Edith Elena Elias Elif Emil Emma Enzo Erik Esther
  Eva Farid Fatima Felix Fiona Flora Frida Gabriel Gaia Georg Grace Greta Hana Hannah Harper Hugo Ida Ines Ingrid Irene
  Isaac Ivan Jada Jakob Jana Jasper Jelena Joao Joana Jonas Judith Julia Kaito Karim Katja Keiko Kira Lars Laura Leila
  Leo Lina Lucas Luis Luna Maeve Magnus Malik Marco Maria Marta Mateo Maya Mei Mila Mina Mohan Nadia Naomi Nia Nico
  Nils Nina Noah Nora Olga Oliver Omar Oscar Otto Pablo Paula Pedro Petra Pia Priya Quinn Rafael Rania Ravi Rita Robin
  Rosa Ruben Ruth Samira Samuel Sara Selma Simon Sofia Sonja Stella Sven Tara Theo Thomas Tomas Uma Ursula Vera Victor
  Viola Walter Wanda Yara Yusuf Zara Zoë
`)

export const lastNames = splitWords(`
  Abbott Adeyemi Aguilar Ahmed Almeida Andersson Arnold Bauer Becker Bell Bergmann Bianchi Blake Bonnet Bose Braun
  Brennan Brooks Burke Byrne Campos Carter Castillo Chandra Chen Clarke Collins Conti Cooper Costa Cruz Dahl Dalton
  Delgado Diaz Dubois Duran Dvorak Eckert Edwards Eriksen Esposito Evans Farkas Ferrari Fischer Fleming Flores Fontaine
  Foster Fournier Frank Fraser Fuentes Fujita Gallagher Garcia Gibson Gomez Gordon Graham Grant Greco Griffin Gruber
  Gupta Haas Hahn Hansen Haruki Hartmann Hayes Heller Herrera Hoffmann Holm Horvath Hughes Hussain Ibrahim Iglesias
  Ikeda Iversen Jansen Jensen Johansson Jordan Kaiser Kapoor Karlsson Kato Keller Kennedy Khan Kim Klein Kobayashi Koch
  Kovacs Kowalski Kruger Kumar Lambert Lang Larsen Laurent Lee Lehmann Leroy Lindgren Lopez Lorenz Lynch Maier Malik
  Marchetti Marino Martin Mason Mehta Meier Mendes Mercier Meyer Mills Molina Moore Morales Moreau Morgan Moser Müller
  Murphy Nagy Nakamura Navarro Nguyen Nielsen Novak Nowak Oakley Okafor Okonkwo Oliveira Olsen Ortega Osborne Owens
  Palmer Park Parker Patel Pereira Perez Petersen Petrov Pfeiffer Popescu Porter Powell Quigley Ramirez Ramos Rao Reed
  Reyes Ricci Richter Riley Rivera Roberts Roche Romano Rossi Roth Roy Ruiz Russo Sander Santos Sato Schmidt Schneider
  Schulz Schwarz Serrano Shah Sharma Shaw Silva Singh Soares Sokolov Sorensen Stein Steiner Suzuki Svensson Szabo Tanaka
  Taylor Thomsen Torres Toth Turner Ueda Usman Valdez Varga Vega Vogel Voss Wagner Walsh Walter Ward Weber Weiss Werner
  Winter Wolf Wong Wright Yamada Yilmaz Young Zanetti Ziegler Zimmermann
`)

/** Departments, each with its job titles. */
export const departments: readonly [Department, ...ReadonlyArray<Department>] = [
  ["Customer Care", "Service Agent", "Senior Service Agent", "Team Lead", "Quality Coach"],
  ["Sales", "Account Executive", "Sales Agent", "Sales Engineer", "Team Lead"],
  ["Technical Support", "Support Engineer", "Senior Support Engineer", "Escalation Manager"],
  ["Billing", "Billing Specialist", "Collections Agent", "Billing Analyst"],
  ["Workforce Management", "Planner", "Real-Time Analyst", "Scheduler"],
  ["IT Operations", "Systems Engineer", "Telephony Administrator", "Service Desk Analyst"],
  ["Human Resources", "HR Partner", "Recruiter", "Trainer"],
  ["Finance", "Controller", "Accountant", "Purchaser"],
  ["Marketing", "Campaign Manager", "Copywriter", "Content Designer"]
]

type Department = readonly [name: string, ...titles: ReadonlyArray<string>]

export const profileSkills = splitLines(`
  Negotiation
  Public speaking
  First aid
  Spreadsheets
  Copywriting
  Conflict resolution
  Coaching
  SQL
  Project management
  Sign language
  Photography
  Data protection
`)

export const certifications = splitLines(`
  Certified Call Center Supervisor
  ITIL Foundation
  COPC Implementation Leader
  Six Sigma Green Belt
  Data Protection Officer
`)

export const hobbies = splitWords(`Climbing Chess Sailing Pottery Cycling Gardening Cooking Running Birding Astronomy`)

export const schools = splitLines(`
  University of Bologna
  Trinity College Dublin
  University of Cape Town
  Kyoto University
  Purdue University
  Universidad de Chile
`)

export const skills = splitLines(`
  Billing
  Cancellations
  Claims
  Complaints
  Contracts
  Credit cards
  Delivery
  Fraud
  Hardware
  Insurance
  Internet
  Loyalty
  Mobile
  Mortgages
  Networking
  Onboarding
  Orders
  Password reset
  Retention
  Returns
  Sales
  Technical
  Travel
  VIP
`)

export const languages = splitWords(`
  English Spanish French German Italian Portuguese Dutch Polish Swedish Turkish Japanese Mandarin Hindi Arabic
`)

export const queues = splitLines(`
  Support Level 1
  Support Level 2
  Billing
  Sales Inbound
  Sales Outbound
  Retention
  Returns
  Claims
  Fraud
  VIP
  Orders
  Email General
  Chat General
  Callbacks
  Spanish Support
  French Support
  German Support
  Mortgage Desk
  Travel Desk
  Overflow
`)

export const groups = splitLines(`
  All Hands
  Fire Wardens
  Works Council
  Product Champions
  Early Shift
  Late Shift
  Mentors
  Release Board
`)

/** Learning modules, each with its type. */
export const modules = [
  ["Data Protection Basics", "Native"],
  ["Handling Complaints", "AssessedContent"],
  ["Phone Etiquette", "Informational"],
  ["Product Knowledge", "Native"],
  ["Fraud Awareness Test", "Assessment"],
  ["Sales Techniques", "External"],
  ["Safety at Work", "Native"],
  ["Writing to Customers", "AssessedContent"]
] as const

type City = readonly [
  city: string,
  region: string,
  country: string,
  code: string,
  latitude: number,
  longitude: number,
  street: string
]

/** Cities that have an office. */
export const cities: readonly [City, ...ReadonlyArray<City>] = [
  ["Indianapolis", "Indiana", "United States", "US", 39.7684, -86.1581, "7601 Interactive Way"],
  ["Galway", "Connacht", "Ireland", "IE", 53.2707, -9.0568, "1 Eyre Square"],
  ["Frankfurt am Main", "Hesse", "Germany", "DE", 50.1109, 8.6821, "Mainzer Landstrasse 50"],
  ["Sydney", "New South Wales", "Australia", "AU", -33.8688, 151.2093, "201 Sussex Street"],
  ["São Paulo", "São Paulo", "Brazil", "BR", -23.5505, -46.6333, "Avenida Paulista 1374"],
  ["Toronto", "Ontario", "Canada", "CA", 43.6532, -79.3832, "18 King Street East"]
]
