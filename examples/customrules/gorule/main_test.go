package main

func Example() {
	main()
	// Output:
	// without rules:
	//   title       Storm closes the coast road
	//   paragraph   The coast road north of Selmouth was closed on Monda
	//   paragraph   The Gazette app tells you when the road is open agai
	//   paragraph   Nobody was hurt, but two cars were washed into the b
	//   other       * * *
	//   paragraph   Which sea has no water, no wave and no ship, and is
	//   other       * * *
	//   other       High water: 6.40 and 19.05
	//   paragraph   mq/ib
	// with rules:
	//   title       Storm closes the coast road
	//   paragraph   The coast road north of Selmouth was closed on Monda
	//   promotion   The Gazette app tells you when the road is open agai
	//   paragraph   Nobody was hurt, but two cars were washed into the b
	//   other       * * *
	//   other       Which sea has no water, no wave and no ship, and is
	//   other       * * *
	//   paragraph   High water: 6.40 and 19.05
	//   byline      mq/ib
}
