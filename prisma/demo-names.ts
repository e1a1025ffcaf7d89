/** Names of the demo's members. Their addresses are at example.com. */
export const demoNames =
  `Amara Okafor, Ben Whitfield, Chiara Romano, Daniel Osei, Elif Yılmaz, Farid Haddad, Greta Lindqvist, Hana Sato,
  Ivo Kovač, Jasmin Keller, Kofi Mensah, Léa Fontaine, Mateo Álvarez, Nadia Petrova, Oskar Nyström, Priya Raman,
  Quentin Moreau, Rosa Delgado, Sven Aaltonen, Tomás Herrera, Uma Krishnan, Viktor Bergmann, Wanjiru Kamau, Xenia Popova,
  Yusuf Demir, Zoë Hartmann, Aiko Tanaka, Bruno Costa, Clara Engel, Dmitri Volkov, Esther Adeyemi, Finn Gallagher,
  Gabriela Rocha, Henrik Dahl, Ines Carvalho, Jonas Albrecht, Katya Ivanova, Liam O'Connor, Mei Ling Chen, Noor Rahman,
  Olga Nowak, Pedro Santos, Ruth Goldberg, Samir Aziz, Thea Jensen, Ulrich Brandt, Valentina Ricci, Wei Zhang,
  Ximena Torres, Yara Haddad, Zbigniew Mazur, Anouk de Vries, Björn Eriksson, Camille Laurent, Diego Fuentes, Eva Novotná`
    .split(",")
    .map((name) => name.trim())
