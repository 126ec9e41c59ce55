package main

func Example() {
	main()
	// Output:
	// without the pack "gazette" the article has 6 blocks:
	//     The coast road north of Selmouth was closed on Monda
	//   - The Gazette app tells you when the road is open agai
	//   - It costs nothing for readers of the paper, who find
	//     Nobody was hurt, but two cars were washed into the b
	//     The council will meet on Thursday to decide whether
	//   - mq/ib
	// with it 4:
	//     The coast road north of Selmouth was closed on Monda
	//     Nobody was hurt, but two cars were washed into the b
	//   + High water: 6.40 and 19.05
	//     The council will meet on Thursday to decide whether
	// removed by gazette/house-ads as promotion: The Gazette app tells you when the road is open ag
	// removed by gazette/house-ads as promotion: It costs nothing for readers of the paper, who fin
}
