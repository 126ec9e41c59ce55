package caption

func (sc *scanner) placeAndDate(s string) (string, Date) { return "", Date{} }
