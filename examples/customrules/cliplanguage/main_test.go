package main

func Example() {
	main()
	// Output:
	// before:
	//   authors: []
	//   heading: Verkis Ina Kalovej
	//   paragraph: La borda vojo norde de Selmoŭto estis fermita lunde, post ki
	//   paragraph: Nun ludas
	//   paragraph: 01:36
	//   paragraph: Kial la kajoj ne plu portas kamionojn
	//   paragraph: Fonto: Haveno Televido
	//   paragraph: Nun ludas
	//   paragraph: 02:12
	//   paragraph: Nokto kun la fiŝistoj de Selmoŭto
	//   heading: Fonto: Haveno Televido
	//   paragraph: Neniu estis vundita, diris la polico, sed du aŭtoj estis lav
	// after:
	//   authors: ["Ina Kalovej"]
	//   paragraph: La borda vojo norde de Selmoŭto estis fermita lunde, post ki
	//   paragraph: Neniu estis vundita, diris la polico, sed du aŭtoj estis lav
	//   clip: Kial la kajoj ne plu portas kamionojn (1m36s, Haveno Televido)
	//   clip: Nokto kun la fiŝistoj de Selmoŭto (2m12s, Haveno Televido)
}
